# Sockets over loopback, and waiting for them.
import _socket
import os
import select


def attempt(function, *arguments):
    try:
        print(repr(function(*arguments)))
    except OSError as error:
        print(type(error).__name__, error.errno)
    except Exception as error:
        print(type(error).__name__, error)


left, right = _socket.socketpair()
print(left.send(b"hello"), right.recv(2), right.recv(10), left.family == _socket.AF_UNIX, left.timeout)
left.sendall(b"into a buffer")
target = bytearray(20)
print(right.recv_into(target, 4), target[:4], right.recv_into(memoryview(target)[2:]), bytes(target[:11]))
right.settimeout(0.01)
attempt(right.recv, 1)
right.setblocking(False)
attempt(right.recv, 1)
print(right.gettimeout(), right.getblocking(), left.getblocking())
attempt(right.settimeout, -1)
attempt(right.recv, -1)
attempt(right.recv_into, bytearray(2), 5)
attempt(right.send, "text")
right.setblocking(True)

# Descriptors over a socket.
reader, writer = os.pipe()
print(left.sendmsg([b"fd", b"!"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, writer.to_bytes(4, "little"))]))
data, ancillary, flags, address = right.recvmsg(10, _socket.CMSG_SPACE(4))
received = int.from_bytes(ancillary[0][2], "little")
print(data, len(ancillary), flags, os.write(received, b"through"), os.read(reader, 10))
for number in (reader, writer, received):
    os.close(number)

server = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
server.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 0))
server.listen()
host, port = server.getsockname()
client = _socket.socket()
client.settimeout(5)
client.connect((host, port))
number, address = server._accept()
served = _socket.socket(fileno=number)
print(host, address == client.getsockname(), served.getpeername() == address, served.type == _socket.SOCK_STREAM)
print(served.getsockopt(_socket.SOL_SOCKET, _socket.SO_TYPE) == _socket.SOCK_STREAM, client.gettimeout())
client.sendall(b"x" * 100)
print(len(served.recv(100, _socket.MSG_WAITALL | _socket.MSG_PEEK)), len(served.recv(1000)))

# Waiting.
print(select.select([served], [served], [], 0) == ([], [served], []))
client.send(b"y")
print(select.select([served, client], [], [], 5)[0] == [served])
poller = select.poll()
poller.register(served, select.POLLIN)
print(poller.poll(1000) == [(served.fileno(), select.POLLIN)])
attempt(poller.modify, 999, 1)
attempt(poller.unregister, 999)
with select.epoll() as queue:
    queue.register(served.fileno(), select.EPOLLIN)
    print(queue.poll(1) == [(served.fileno(), select.EPOLLIN)], queue.closed)
    served.recv(1)
    print(queue.poll(0))
    attempt(queue.register, served.fileno())
    queue.unregister(served)
print(queue.closed)
attempt(queue.poll)
attempt(select.select, [-1], [], [], 0)
attempt(select.select, ["x"], [], [], 0)
attempt(select.select, [], [], [], -1)

client.shutdown(_socket.SHUT_WR)
print(served.recv(10))
client.close()
print(client.fileno())
attempt(client.recv, 1)
served.close()
detached = server.detach()
print(server.fileno(), detached >= 0)
os.close(detached)
attempt(_socket.socket().connect, ("127.0.0.1", 1))
print(_socket.socket().connect_ex(("127.0.0.1", 1)) > 0)
attempt(_socket.socket().connect, ("127.0.0.1",))
attempt(_socket.socket().bind, ("127.0.0.1", 70000))

datagram = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
datagram.bind(("127.0.0.1", 0))
print(datagram.sendto(b"datagram", datagram.getsockname()), datagram.recvfrom(100)[0])
print(datagram.sendto(b"again", 0, datagram.getsockname()), datagram.recvfrom_into(target)[0], bytes(target[:5]))

print(_socket.inet_aton("127.1"), _socket.inet_ntoa(b"\1\2\3\4"), _socket.inet_pton(_socket.AF_INET6, "::1"))
print(_socket.inet_ntop(_socket.AF_INET6, bytes(15) + b"\1"), _socket.htons(1), _socket.ntohl(1))
attempt(_socket.inet_aton, "nonsense")
attempt(_socket.htons, 70000)
print(_socket.getaddrinfo("127.0.0.1", 80, _socket.AF_INET, _socket.SOCK_STREAM)[0][4])
print(issubclass(_socket.gaierror, OSError), _socket.timeout is TimeoutError, _socket.error is OSError)
