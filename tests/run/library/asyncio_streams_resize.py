# stress: 997
import asyncio
async def main():
    async def serve(reader, writer):
        while line := await reader.readline():
            writer.write(line)
            await writer.drain()
        writer.close()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    for i in range(200):
        writer.write(b"x" * (i * 50) + b"\n")
        await writer.drain()
        count += len(await reader.readline())
    data = b"y" * 50000
    writer.write(data + b"\n")
    got = await reader.readexactly(50001)
    print(count, len(got))
    writer.close()
    server.close()
asyncio.run(main())
b = bytearray(b"abc"); v = memoryview(b)
try:
    b.append(1); print("no error")
except BufferError as error:
    print("live:", error)
del v
b.append(1); print(b)
