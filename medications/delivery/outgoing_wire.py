"""One exchange over one connection, to an address that was checked before, within a time and a number of bytes.

The connection is made here and handed to urllib3 already open, so nothing looks the name up again. urllib3 does the HTTP:
chunks, lengths, decompression in bounded steps.
"""

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from medications.delivery.outgoing_address import Target
from medications.delivery.outgoing_errors import BadAnswer, BadCertificate, CannotConnect, TooLarge, TooSlow

HEAD_BYTES = 64 * 1024  # status line and headers, and as much again around the body
READ_BYTES = 16 * 1024
CONNECT_SECONDS = 5
ADDRESSES_TRIED = 4

Connect = Callable[[str, int, float], socket.socket]


class Deadline:
    """The end of the whole exchange, whatever it is made of."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.ends = time.monotonic() + seconds

    def left(self) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> TooSlow:
        return TooSlow(f"The other site took longer than {self.seconds:g} seconds.")


class Metered(io.RawIOBase):
    """Stands for the socket: each read and write gets the time that is left, and only so many bytes may arrive.

    A time limit on the socket alone would begin anew with every byte.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline, allowance: int):
        self.sock, self.deadline, self.allowance = sock, deadline, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.sock.settimeout(self.deadline.left())
        try:
            count = self.sock.recv_into(buffer)
        except TimeoutError:
            raise self.deadline.passed() from None
        self.allowance -= count
        if self.allowance < 0:
            raise TooLarge("The answer of the other site is too large.")
        return count

    def sendall(self, data) -> None:
        rest = memoryview(data)
        while rest:
            self.sock.settimeout(self.deadline.left())
            try:
                rest = rest[self.sock.send(rest) :]
            except TimeoutError:
                raise self.deadline.passed() from None

    def makefile(self, *_args) -> io.BufferedReader:
        return io.BufferedReader(self)

    def settimeout(self, _seconds) -> None:
        """The deadline decides, not urllib3."""

    def close(self) -> None:
        """Who opened the socket closes it: http.client does so before it reads the body."""


def within(deadline: Deadline, call: Callable):
    """The call's result, if it comes in time. A look-up of a name cannot be interrupted, so it is left behind instead."""
    done = []

    def run():
        try:
            done.append((call(), None))
        except Exception as error:  # handed on to who waits
            done.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not done:
        raise deadline.passed()
    result, error = done[0]
    if error:
        raise error
    return result


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to this address and no other: there is no name left to look up."""
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((address, port))
    except BaseException:
        sock.close()
        raise
    return sock


def first_connected(addresses: list[str], target: Target, deadline: Deadline, connect: Connect) -> socket.socket:
    for address in addresses[:ADDRESSES_TRIED]:
        try:
            return connect(address, target.port, min(deadline.left(), CONNECT_SECONDS))
        except OSError:
            continue
    deadline.left()
    raise CannotConnect(f"{target.host} does not answer.")


def secured(sock: socket.socket, target: Target, deadline: Deadline, tls: ssl.SSLContext) -> ssl.SSLSocket:
    """TLS for the name in the link, whatever the address."""
    sock.settimeout(deadline.left())
    try:
        return tls.wrap_socket(sock, server_hostname=target.host)
    except TimeoutError:
        raise deadline.passed() from None
    except ssl.SSLCertVerificationError as error:
        raise BadCertificate(f"The certificate of {target.host} is not accepted: {error.verify_message}.") from error
    except (OSError, ValueError) as error:
        raise CannotConnect(f"No secure connection to {target.host} can be made.") from error


def exchanged(
    sock: socket.socket, target: Target, method: str, headers: dict, body: bytes | None, deadline: Deadline, most: int
) -> tuple[HTTPResponse, bytes]:
    """Sends one request and reads its answer: the head, and the body if at most so many bytes of it are wanted."""
    metered = Metered(sock, deadline, HEAD_BYTES)
    with closing(HTTPConnection(target.host, target.port)) as connection:
        connection.sock = metered  # so it has no reason to connect by itself
        try:
            connection.request(method, target.path, body, headers, preload_content=False)
            response = connection.getresponse()
            if not 200 <= response.status <= 599:
                raise BadAnswer(f"{target.host} answered with something that is not a web page.")
            # A body in tiny chunks takes more on the wire than it holds, but not without end.
            metered.allowance = 2 * most + HEAD_BYTES
            return response, read_body(response, target, most) if most and not is_redirect(response) else b""
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise BadAnswer(f"{target.host} broke off, or answered with something that is not a web page.") from error


def is_redirect(response: HTTPResponse) -> bool:
    return response.status in (301, 302, 303, 307, 308) and "location" in response.headers


def read_body(response: HTTPResponse, target: Target, most: int) -> bytes:
    """The body decompressed, no more of it in memory than is allowed and one step."""
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("identity", "gzip", "x-gzip", "deflate"):
        raise BadAnswer(f"{target.host} answered in a compressed form that was not asked for.")
    body = bytearray()
    while step := response.read(READ_BYTES):
        body += step
        if len(body) > most:
            raise TooLarge(f"The answer of {target.host} is larger than {most:,} bytes.")
    return bytes(body)
