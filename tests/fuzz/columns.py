"""The columns of the table: answers by class, then what must not be."""

COLUMNS = ("inputs", "2xx", "3xx", "4xx", "5xx", "slow", "leaked", "ran", "unclear", "shape")
