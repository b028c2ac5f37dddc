"""A hub of three instances on one PostgreSQL behind one address, one of which is always being killed or started again, and
a bureau that exchanges with it.

Officers file, revise and take back at the hub, through whichever instance answers, and at the bureau. What was answered is
written down here. In the end

- every record that was acknowledged and not taken back is at the bureau and at each of the three instances, in no older
  version than was acknowledged; none that was taken back is anywhere,
- the hub has taken up no version twice, and said nothing twice: each look at the bureau's records is told once,
- every lane has at both ends the same head, nothing waits, and both journals verify.

Which PostgreSQL, `LIAISON_TEST_POSTGRES` says.
"""
import argparse, os, random, shutil, signal, socket, subprocess, sys, tempfile, threading, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from network import CALM, TAKEN_UP, Node, Violation, Work, demand, free, read, rest  # noqa: E402

INSTANCES = 3


class Address(threading.Thread):
    """One address for several doors: each call goes to the next that is open."""

    def __init__(self, doors):
        super().__init__(daemon=True)
        self.doors, self.turn = doors, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.start()

    def run(self):
        while True:
            near, _ = self.listener.accept()
            far = self.open_door()
            if far is None:
                near.close()
                continue
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def open_door(self):
        for _ in self.doors:
            self.turn = (self.turn + 1) % len(self.doors)
            try:
                return socket.create_connection(("127.0.0.1", self.doors[self.turn]), 5)
            except OSError:
                pass
        return None

    def carry(self, one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Instance(Node):
    """One more process of the hub: a folder of its own, with the keys and the settings of the first."""

    def __init__(self, first, folder, number, door):
        self.program, self.code, self.disk, self.token = first.program, first.code, None, None
        self.dir, self.page, self.process = os.path.join(folder, f"HUB{number}"), free(), None
        self.log = open(self.dir + ".log", "ab")
        os.makedirs(self.dir)
        os.symlink(os.path.join(first.dir, "keys"), os.path.join(self.dir, "keys"))
        with open(os.path.join(first.dir, "node.toml")) as settings, open(os.path.join(self.dir, "node.toml"), "w") as own:
            own.write(settings.read().replace(f'listen = "127.0.0.1:{first.door}"', f'listen = "127.0.0.1:{door}"'))


class Hub:
    """All its instances, as somebody sees it who knows one address."""

    code, process, disk = "X-HUB", None, None

    def __init__(self, program, folder, store):
        doors = [free() for _ in range(INSTANCES)]
        self.road = Address(doors)
        first = Node.__new__(Node)
        first.program, first.code, first.disk, first.door, first.page = program, self.code, None, doors[0], free()
        first.dir, first.process, first.log = os.path.join(folder, "HUB0"), None, open(os.path.join(folder, "HUB0.log"), "ab")
        first.run(
            "init", first.dir, "--member", self.code, "--name", "Hub", "--store", store,
            "--endpoint", f"https://127.0.0.1:{self.road.port}", "--exchange", f"127.0.0.1:{doors[0]}",
        )
        self.instances = [first] + [Instance(first, folder, n, doors[n]) for n in range(1, INSTANCES)]
        self.pages = Address([instance.page for instance in self.instances])
        self.page, self.dir, self.run, self.told = self.pages.port, first.dir, first.run, first.told

    ask = Node.ask
    ready = Node.ready


def found(program, folder, store):
    """A network of the hub and one bureau, as docs/network.md says."""
    hub = Hub(program, folder, store)
    bureau = Node(program, folder, "TG", random.Random(0))
    path = lambda name: os.path.join(folder, name)
    bureau.run("charter", "key", path("gov.pem"))
    bureau.run("charter", "new", path("try.charter"), "--name", "Try", "--key", path("gov.pem"))
    for node, kind in ((hub, "hub"), (bureau, "bureau")):
        bundle = path(node.code + ".identity")
        print_ = node.told("peer", "identity", node.dir, "--out", bundle)["fingerprint"]
        known = ("--fingerprint", print_, "--class", kind, "--key", path("gov.pem"))
        bureau.run("charter", "admit", path("try.charter"), bundle, *known)
        node.token = node.told("token", "add", node.dir, "--name", "test", "--role", "investigator")["token"]
    name = bureau.told("charter", "show", path("try.charter"))["fingerprint"]
    hub.run("peer", "join", hub.dir, path("try.charter"), "--network", name)
    hub.run("peer", "introduce", hub.dir, "--out", path("try.papers"))
    bureau.run("peer", "join", bureau.dir, path("try.papers"), "--network", name)
    for instance in hub.instances:
        instance.token = hub.token
    return hub, bureau


class Asked:
    """What is in the hub's database, by PostgreSQL's own client."""

    def __init__(self, store):
        bins = sorted(os.listdir("/usr/lib/postgresql"), key=int)
        self.client = ("/usr/lib/postgresql/" + bins[-1] + "/bin/psql", store, "-At", "-F", "|", "-c")

    def rows(self, sql):
        done = subprocess.run((*self.client, sql), capture_output=True, text=True)
        demand(done.returncode == 0, done.stderr)
        return [tuple(line.split("|")) for line in done.stdout.splitlines()]


def weather(hub, chance, seconds):
    kills, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        instance = chance.choice(hub.instances)
        instance.kill()
        kills += 1
        time.sleep(0.5 + chance.random())
        instance.start()
        instance.ready()
        time.sleep(chance.random())
    return kills


def look(hub, bureau, work, chance):
    """Somebody at the hub opens a record of the bureau. Whether it was answered nobody can know of one that was not."""
    theirs = [id for id, (owner, _) in list(work.filed.items()) if owner is bureau]
    if not theirs:
        return 0
    answer = hub.ask("GET", f"/api/v1/records/{chance.choice(theirs)}")
    return int(bool(answer) and answer[0] == 200)


OWED = "select r.member, l.seq, r.upto from lane l join reader r on r.stream = l.stream where r.left_us is null and r.upto < l.seq"


def waiting(bureau, asked):
    return [*asked.rows(OWED), *read(bureau, OWED)]


def judge(hub, bureau, work, asked):
    for id, (owner, version) in work.filed.items():
        for node in (bureau, *hub.instances):
            status, record = node.ask("GET", f"/api/v1/records/{id}")
            demand(status == 200, f"{id} of {owner.code} is not at {node.dir}: {status}")
            demand(record["version"] >= version, f"{id} of {owner.code} is in an old version at {node.dir}")
    for id in work.gone:
        for node in (bureau, *hub.instances):
            demand(node.ask("GET", f"/api/v1/records/{id}")[0] == 404, f"{id}, taken back, is at {node.dir}")
    for name, rows in (("the hub", asked.rows(TAKEN_UP)), ("the bureau", read(bureau, TAKEN_UP))):
        last = {}
        for id, version in rows:
            demand(last.get(id, 0) < int(version), f"{name} has taken up {id} in {version} after {last.get(id)}")
            last[id] = int(version)
    bureau.run("log", "verify", bureau.dir)
    hub.run("log", "verify", hub.dir)


def heads(bureau, asked):
    """The lanes of both, each with the same head at both ends. Gives how many."""
    out = "select encode(stream, 'hex'), epoch, seq, encode(head, 'hex') from lane order by 1"
    came = "select encode(stream, 'hex'), epoch, seq, encode(head, 'hex') from arrival where owner = 'TG' order by 1"
    text = lambda rows: [(stream.lower(), str(epoch), str(seq), head.lower()) for stream, epoch, seq, head in rows]
    own = "select hex(stream), epoch, seq, hex(head) from {} order by 1"
    pairs = (
        (asked.rows(out), text(read(bureau, own.format("arrival where owner = 'X-HUB'")))),
        (text(read(bureau, own.format("lane"))), asked.rows(came)),
    )
    for one, other in pairs:
        demand(one == other, f"heads differ:\n{one}\n{other}")
    return sum(len(one) for one, _ in pairs)


def looks(bureau, asked):
    """Each look at the bureau's records is an act there once. Gives how many there were."""
    rows = asked.rows("select count(*) from journal j join record r on r.id = j.object where j.kind = 'opened' and r.owner = 'TG'")
    made, told = int(rows[0][0]), read(bureau, "select count(*) from consultation")[0][0]
    demand(made == told, f"{made} looks were made at the hub and {told} told to their owner")
    return told


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seconds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    told = parser.parse_args()
    store = os.environ["LIAISON_TEST_POSTGRES"]
    chance, folder = random.Random(told.seed), tempfile.mkdtemp(prefix="liaison-instances-")
    print(f"seed {told.seed}", flush=True)
    running = []
    try:
        hub, bureau = found(os.path.abspath(told.program), folder, store)
        running = [*hub.instances, bureau]
        for node in running:
            node.start()
        for node in running:
            node.ready()
        asked, work = Asked(store), Work([hub, bureau], random.Random(told.seed + 1))
        officer = threading.Thread(target=work.officer, daemon=True)
        officer.start()
        watching = threading.Event()
        opener = threading.Thread(target=lambda: opens(hub, bureau, work, watching), daemon=True)
        opener.start()
        kills = weather(hub, chance, told.seconds)
        work.over = True
        watching.set()
        officer.join()
        opener.join()
        for node in running:
            node.ready()
        began = time.monotonic()
        rest(lambda: waiting(bureau, asked), 200)
        seen = looks(bureau, asked)
        calm = time.monotonic() - began - CALM
        judge(hub, bureau, work, asked)
        # Each look of the judge is told to the owner.
        rest(lambda: waiting(bureau, asked), 60)
        lanes = heads(bureau, asked)
    except Violation as violation:
        print(f"VIOLATION: {violation}\nsee {folder}")
        return 1
    finally:
        for node in running:
            if node.process and node.process.poll() is None:
                node.kill()
    print(
        f"{kills} kills of one of three instances: {len(work.filed)} records at the bureau and at each instance, {work.revised}"
        f" times revised, {len(work.gone)} taken back at none, {len(work.unsure)} not answered, {seen} looks told once; at rest"
        f" after {calm:.0f} s; {lanes} lanes alike; nothing twice; both journals verify"
    )
    shutil.rmtree(folder)
    return 0


def opens(hub, bureau, work, over):
    chance = random.Random(7)
    while not over.is_set():
        look(hub, bureau, work, chance)
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
