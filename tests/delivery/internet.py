"""A small internet on this machine: real servers on 127.0.0.1, reached under public names and addresses that are made up.

The client under test looks names up here and connects through here, so a test can say what a name leads to, look by look, and
see which address was really connected to.
"""

import datetime
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from itertools import repeat

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from medications.delivery.outgoing import Outgoing


class Server:
    """Answers each connection with `respond(sock, request)`, in a thread, until closed. Keeps the requests it got.

    One that is `rude` responds without listening first.
    """

    def __init__(self, respond, tls: ssl.SSLContext | None = None, rude: bool = False):
        self.respond, self.tls, self.rude = respond, tls, rude
        self.requests: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self.run)]
        self.threads[0].start()

    def run(self):
        while not self.ended.is_set():
            with suppress(OSError):
                sock, _ = self.listener.accept()
                thread = threading.Thread(target=self.serve, args=(sock,))
                self.threads.append(thread)
                thread.start()

    def serve(self, sock):
        # The client breaks off whenever it has had enough, and refuses certificates: both are what is tested.
        with suppress(OSError), sock:
            sock.settimeout(5)
            with self.tls.wrap_socket(sock, server_side=True) if self.tls else sock as secured:
                request = b"" if self.rude else read_request(secured)
                self.requests.append(request)
                self.respond(secured, request)

    def close(self):
        self.ended.set()
        with suppress(OSError):  # wakes the thread that waits in accept
            socket.create_connection(("127.0.0.1", self.port)).close()
        self.listener.close()
        for thread in self.threads:
            thread.join()


def read_request(sock) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data and (more := sock.recv(65536)):
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < sum(lengths):
        body += sock.recv(65536)
    return head + b"\r\n\r\n" + body


class Internet:
    """Names, addresses and the servers behind them. What a name leads to may be a list of answers, one a look-up."""

    def __init__(self):
        self.names: dict[str, object] = {}
        self.behind: dict[str, Server] = {}
        self.connections: list[tuple[str, int]] = []
        self.looked_up: list[str] = []
        self.servers: list[Server] = []
        self.tls = None

    def site(self, name: str, respond, *, address="93.184.215.14", tls=None, rude=False) -> Server:
        server = Server(respond, tls, rude)
        self.servers.append(server)
        self.names[name] = repeat([address])
        self.behind[address] = server
        return server

    def leads_to(self, name: str, *answers: list[str]) -> None:
        self.names[name] = iter(answers)

    def resolve(self, name: str) -> list[str]:
        self.looked_up.append(name)
        if name not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return next(self.names[name])

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connections.append((address, port))
        if address not in self.behind:
            raise ConnectionRefusedError
        sock = socket.create_connection(("127.0.0.1", self.behind[address].port), timeout=seconds)
        sock.settimeout(3)  # what is left from connecting shall not stand in for the time the client sets itself
        return sock

    def client(self) -> Outgoing:
        return Outgoing(resolve=self.resolve, connect=self.connect, tls=self.tls)

    def close(self):
        for server in self.servers:
            server.close()


def answer(body: bytes = b"", *, status: str = "200 OK", headers: dict | None = None):
    """A handler that says this and closes."""
    fields = {"Content-Length": str(len(body)), **(headers or {})}
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return raw(head.encode() + body)


def redirect(location: str, status: str = "302 Found"):
    return answer(status=status, headers={"Location": location})


def raw(data: bytes):
    return lambda sock, _request: sock.sendall(data)


def dripping(start: bytes, drop: bytes):
    """Sends the start, then a drop every twentieth of a second until nobody listens any more, or three seconds have gone."""

    def respond(sock, _request):
        sock.sendall(start)
        for _ in range(60):
            if not listens(sock, 0.05):
                break
            sock.sendall(drop)

    return respond


def silent(sock, _request):
    """Says nothing until nobody listens any more."""
    while listens(sock, 1):
        pass


def listens(sock, seconds: float) -> bool:
    """Whether the other side is still there after this time, or what it sends next."""
    sock.settimeout(seconds)
    try:
        return sock.recv(1) != b""
    except TimeoutError:
        return True


def certificate(folder, *hosts: str, days: int = 30) -> tuple[ssl.SSLContext, str]:
    """A certificate for these hosts that vouches for itself: the server's side of TLS, and the file a client may trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    ends = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - datetime.timedelta(days=60))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([alternative(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{hosts[0].replace(':', '_')}.pem"
    pem = signed.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + pem)
    (folder / "trusted.pem").write_bytes(pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, str(folder / "trusted.pem")


def alternative(host: str):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
