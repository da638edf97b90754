"""The page of an outside reviewer. Apart from `public`: it shows one version that is not public, to whoever holds its link."""
