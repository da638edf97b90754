"""Hostile input for everything that can be reached over HTTP.

    make fuzz                       20,000 inputs, a random seed
    make fuzz SEED=7 INPUTS=2000    the same again, or fewer

payloads    texts that would do harm if they were run, and how to tell that one was
strategies  hypothesis strategies for texts, numbers, parts of addresses, query strings; headers and files beside it
wire        a request as a server hands it to the WSGI application, and the answer
addresses   every pattern of the URL configuration, its parameters filled; fails on one it does not know
pages       what a browser sees of a page: its forms, and what would run
world       the site under attack: its contents, and an account of each role
families    kinds of attack, each a strategy of requests
rules       what always holds of an answer
stored      every text field filled and saved, everything published, and every screen looked at
contract    schemathesis: the API against its own description
sockets     broken requests as raw bytes, against the server of `manage.py serve`
attack      runs a family: each input rolled back, counted, the smallest of each fault kept
run         the command: counts, a table, the smallest failing input of each kind
"""
