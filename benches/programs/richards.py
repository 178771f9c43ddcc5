"""An operating system's scheduler: classes, polymorphic calls, attributes."""
import sys
from time import perf_counter

IDLE, WORKER, HANDLERA, HANDLERB, DEVA, DEVB = 1, 2, 3, 4, 5, 6
DEVICE, WORK = 1000, 1001


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        p = queue
        while p.link is not None:
            p = p.link
        p.link = self
        return queue


class DeviceRec:
    def __init__(self):
        self.pending = None


class IdleRec:
    def __init__(self):
        self.control = 1
        self.count = 10000


class HandlerRec:
    def __init__(self):
        self.work_in = None
        self.device_in = None


class WorkerRec:
    def __init__(self):
        self.destination = HANDLERA
        self.count = 0


class TaskState:
    def __init__(self):
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False

    def packet_is_pending(self):
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False
        return self

    def waiting(self):
        self.packet_pending = False
        self.task_waiting = True
        self.task_holding = False
        return self

    def running(self):
        self.packet_pending = False
        self.task_waiting = False
        self.task_holding = False
        return self

    def waiting_with_packet(self):
        self.packet_pending = True
        self.task_waiting = True
        self.task_holding = False
        return self

    def is_waiting_with_packet(self):
        return self.packet_pending and (self.task_waiting and not self.task_holding)

    def is_held_or_waiting(self):
        return self.task_holding or (not self.packet_pending and self.task_waiting)


class Scheduler:
    def __init__(self):
        self.task_list = None
        self.current = None
        self.current_ident = 0
        self.table = [None] * 10
        self.hold_count = 0
        self.queue_count = 0


work = Scheduler()


class Task(TaskState):
    def __init__(self, ident, priority, queue, state, handle):
        self.link = work.task_list
        self.ident = ident
        self.priority = priority
        self.input = queue
        self.packet_pending = state.packet_pending
        self.task_waiting = state.task_waiting
        self.task_holding = state.task_holding
        self.handle = handle
        work.task_list = self
        work.table[ident] = self

    def add_packet(self, p, old):
        if self.input is None:
            self.input = p
            self.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            p.append_to(self.input)
        return old

    def run_task(self):
        if self.is_waiting_with_packet():
            msg = self.input
            self.input = msg.link
            if self.input is None:
                self.running()
            else:
                self.packet_is_pending()
        else:
            msg = None
        return self.step(msg, self.handle)

    def wait_task(self):
        self.task_waiting = True
        return self

    def hold(self):
        work.hold_count += 1
        self.task_holding = True
        return self.link

    def release(self, i):
        t = self.find(i)
        t.task_holding = False
        if t.priority > self.priority:
            return t
        return self

    def queue_packet(self, pkt):
        t = self.find(pkt.ident)
        work.queue_count += 1
        pkt.link = None
        pkt.ident = self.ident
        return t.add_packet(pkt, self)

    def find(self, ident):
        t = work.table[ident]
        if t is None:
            raise Exception(ident)
        return t


class DeviceTask(Task):
    def step(self, pkt, r):
        if pkt is None:
            pkt = r.pending
            if pkt is None:
                return self.wait_task()
            r.pending = None
            return self.queue_packet(pkt)
        r.pending = pkt
        return self.hold()


class HandlerTask(Task):
    def step(self, pkt, r):
        if pkt is not None:
            if pkt.kind == WORK:
                r.work_in = pkt.append_to(r.work_in)
            else:
                r.device_in = pkt.append_to(r.device_in)
        packet = r.work_in
        if packet is None:
            return self.wait_task()
        count = packet.datum
        if count >= 4:
            r.work_in = packet.link
            return self.queue_packet(packet)
        dev = r.device_in
        if dev is None:
            return self.wait_task()
        r.device_in = dev.link
        dev.datum = packet.data[count]
        packet.datum = count + 1
        return self.queue_packet(dev)


class IdleTask(Task):
    def step(self, pkt, r):
        r.count -= 1
        if r.count == 0:
            return self.hold()
        if r.control & 1 == 0:
            r.control //= 2
            return self.release(DEVA)
        r.control = r.control // 2 ^ 0xd008
        return self.release(DEVB)


class WorkTask(Task):
    def step(self, pkt, r):
        if pkt is None:
            return self.wait_task()
        if r.destination == HANDLERA:
            dest = HANDLERB
        else:
            dest = HANDLERA
        r.destination = dest
        pkt.ident = dest
        pkt.datum = 0
        for i in range(4):
            r.count += 1
            if r.count > 26:
                r.count = 1
            pkt.data[i] = 64 + r.count
        return self.queue_packet(pkt)


def schedule():
    t = work.task_list
    while t is not None:
        if t.is_held_or_waiting():
            t = t.link
        else:
            work.current_ident = t.ident
            t = t.run_task()


def run(iterations):
    for _ in range(iterations):
        work.hold_count = 0
        work.queue_count = 0
        work.task_list = None
        IdleTask(IDLE, 1, None, TaskState().running(), IdleRec())
        q = Packet(None, 0, WORK)
        q = Packet(q, 0, WORK)
        WorkTask(WORKER, 1000, q, TaskState().waiting_with_packet(), WorkerRec())
        q = Packet(None, DEVA, DEVICE)
        q = Packet(q, DEVA, DEVICE)
        q = Packet(q, DEVA, DEVICE)
        HandlerTask(HANDLERA, 2000, q, TaskState().waiting_with_packet(), HandlerRec())
        q = Packet(None, DEVB, DEVICE)
        q = Packet(q, DEVB, DEVICE)
        q = Packet(q, DEVB, DEVICE)
        HandlerTask(HANDLERB, 3000, q, TaskState().waiting_with_packet(), HandlerRec())
        DeviceTask(DEVA, 4000, None, TaskState().waiting(), DeviceRec())
        DeviceTask(DEVB, 5000, None, TaskState().waiting(), DeviceRec())
        schedule()
    return work.hold_count, work.queue_count


start = perf_counter()
result = run(10)
print("richards", perf_counter() - start, file=sys.stderr)
print(*result)
