"""Who may do what: every address of the site and every action, and what each kind of caller gets there.

A table to read, to print (`manage.py access_matrix`) and to try: tests/access tries every cell, and fails when an address or an
action is not here. It permits nothing by itself: addresses and actions ask `permissions`.

rules       who comes, what they may get, and the few rules that the cells follow
addresses   every address, reading and writing
actions     every action, called with an account
"""
