"""Five nodes, set up as docs/network.md says, over roads that cut, delay and corrupt, while nodes are killed, stand still,
and one of them has its disk full.

Officers file telephones for all members, revise some and take some back. Whatever was answered is written down here. In the
end, when the roads are whole again and everybody runs,

- every record that was acknowledged and not taken back can be opened at every node, in the version acknowledged last or a
  later one that was not answered,
- none that was taken back can be, anywhere,
- no node has taken up the same version of a record twice, or an older one after a newer one,
- every lane is without a gap at each of its readers, and its head there is that of its owner,
- nothing waits for anybody, and every journal verifies from its first act.

The full disk is a small one of its own where this may mount one, else a limit on the length of the node's files.
"""
import argparse, errno, http.client, json, os, random, resource, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading
import time

CODES = ("TG", "BJ", "GH", "NG", "CI")
WHY = {"Liaison-Purpose": "investigation", "Liaison-Legal-Basis": "test"}


class Violation(Exception):
    """Something that must hold does not."""


def demand(holds, what):
    if not holds:
        raise Violation(what)


def free():
    """Below the ports that calls go out from: one of those would be somebody's by the time when a node is started again."""
    while True:
        port = random.SystemRandom().randrange(14_000, 20_000)
        try:
            with socket.socket() as one:
                one.bind(("127.0.0.1", port))
                return port
        except OSError:
            pass


# ---- The road ----


class Road(threading.Thread):
    """Stands before a node's door. In bad weather it cuts what passes, holds it up, and turns a bit of it."""

    def __init__(self, door, chance):
        super().__init__(daemon=True)
        self.door, self.chance, self.bad = door, chance, False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.faults = 0
        self.start()

    def run(self):
        while True:
            near, _ = self.listener.accept()
            try:
                far = socket.create_connection(("127.0.0.1", self.door), 5)
            except OSError:
                near.close()
                continue
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one, other):
        try:
            while data := one.recv(65536):
                if self.bad and self.chance.random() < 0.05:
                    self.faults += 1
                    fate = self.chance.randrange(3)
                    if fate == 0:
                        break
                    if fate == 1:
                        time.sleep(self.chance.random())
                    else:
                        at = self.chance.randrange(len(data))
                        data = data[:at] + bytes([data[at] ^ 1 << self.chance.randrange(8)]) + data[at + 1 :]
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


# ---- The nodes ----


class Disk:
    """A small disk of one node, which can be made full."""

    BYTES = 128 << 20

    def __init__(self, at):
        self.at, self.ballast = at, os.path.join(at, "ballast")
        os.makedirs(at)
        mount = ("mount", "-t", "tmpfs", "-o", f"size={self.BYTES}", "tmpfs", at)
        self.mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0

    def fill(self, node):
        if self.mounted:
            with open(self.ballast, "wb") as file:
                for piece in (1 << 20, 4096):
                    self.grow(file, piece)
        else:
            resource.prlimit(node.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

    @staticmethod
    def grow(file, piece):
        """Until no such piece fits any more, though the node takes some of the room meanwhile."""
        at = os.fstat(file.fileno()).st_size
        try:
            while True:
                os.posix_fallocate(file.fileno(), at, piece)
                at += piece
        except OSError as full:
            demand(full.errno == errno.ENOSPC, str(full))

    def empty(self, node):
        if self.mounted:
            os.remove(self.ballast)
        else:
            resource.prlimit(node.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

    def keep(self):
        """What is on it is put beside it before it goes, for whoever looks at a run that failed."""
        if self.mounted:
            shutil.copytree(self.at, self.at + ".kept", ignore=lambda *_: ["ballast", "node.sock"])
            subprocess.run(("umount", "-l", self.at), check=True)


class Node:
    road_kind = Road

    def __init__(self, program, folder, code, chance, disk=None):
        self.program, self.code, self.disk = program, code, disk
        self.dir = os.path.join(disk.at if disk else folder, code)
        self.page, door = free(), free()
        self.road = self.road_kind(door, chance)
        self.run(
            "init", self.dir, "--member", code, "--name", f"NCB {code}",
            "--endpoint", f"https://127.0.0.1:{self.road.port}", "--exchange", f"127.0.0.1:{door}",
        )
        self.process, self.log = None, open(os.path.join(folder, code + ".log"), "ab")

    def run(self, *command):
        done = subprocess.run([self.program, *command], capture_output=True, text=True)
        demand(done.returncode == 0, f"{' '.join(command)}: {done.stderr}")
        return done.stdout

    def told(self, *command):
        return json.loads(self.run(*command, "--json"))

    def start(self):
        command = [self.program, "serve", self.dir, "--listen", f"127.0.0.1:{self.page}"]
        # With Python's own way with signals: a file that is too long is an error and not the end of the process.
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, restore_signals=False)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, method, path, body=None):
        """Status and answer; none where the node is not there."""
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json", **WHY}
        line = http.client.HTTPConnection("127.0.0.1", self.page, timeout=30)
        try:
            line.request(method, path, None if body is None else json.dumps(body), headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()

    def ready(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            answer = self.ask("GET", "/readyz")
            if answer and answer[0] == 200:
                return
            time.sleep(0.1)
        raise Violation(f"{self.code} is not ready")


def network(program, folder, chance, small):
    """As docs/network.md says."""
    nodes = [Node(program, folder, code, chance, small if code == CODES[-1] else None) for code in CODES]
    run, path = nodes[0].run, lambda name: os.path.join(folder, name)
    run("charter", "key", path("gov.pem"))
    run("charter", "new", path("try.charter"), "--name", "Try", "--key", path("gov.pem"))
    for node in nodes:
        bundle = path(node.code + ".identity")
        print_ = node.told("peer", "identity", node.dir, "--out", bundle)["fingerprint"]
        run("charter", "admit", path("try.charter"), bundle, "--fingerprint", print_, "--key", path("gov.pem"))
        node.token = node.told("token", "add", node.dir, "--name", "test", "--role", "investigator")["token"]
    name = nodes[0].told("charter", "show", path("try.charter"))["fingerprint"]
    wrong = subprocess.run(
        [program, "peer", "join", nodes[0].dir, path("try.charter"), "--network", "00000 " + name[6:]], capture_output=True
    )
    demand(wrong.returncode == 2 and b"read aloud" in wrong.stderr, "a false fingerprint was taken")
    run("peer", "join", nodes[0].dir, path("try.charter"), "--network", name)
    run("peer", "introduce", nodes[0].dir, "--out", path("try.papers"))
    for node in nodes[1:]:
        run("peer", "join", node.dir, path("try.papers"), "--network", name)
    return nodes


# ---- The work ----


class Work:
    def __init__(self, nodes, chance):
        self.nodes, self.chance = nodes, chance
        # Of each record: its owner, and the version that was acknowledged last.
        self.filed, self.gone, self.unsure = {}, {}, set()
        self.number, self.revised, self.over = 0, 0, False

    def officer(self):
        while not self.over:
            node = self.chance.choice(self.nodes)
            own = [id for id, (owner, _) in list(self.filed.items()) if owner is node]
            fate = self.chance.random()
            if own and fate < 0.2:
                self.take_back(node, self.chance.choice(own))
            elif own and fate < 0.4:
                self.revise(node, self.chance.choice(own))
            else:
                self.file(node)
            time.sleep(0.02)

    def phone(self):
        self.number += 1
        phone = f"+2289{self.number:07}"
        return {"kind": "Phone", "properties": {"phone": [phone]}, "status": "under-watch", "handling": {"audience": ["all"]}}

    def file(self, node):
        """Whether it was acknowledged."""
        answer = node.ask("POST", "/api/v1/records", self.phone())
        is_filed = bool(answer) and answer[0] == 201
        if is_filed:
            self.filed[answer[1]["id"]] = (node, 1)
        return is_filed

    def revise(self, node, id):
        answer = node.ask("PUT", f"/api/v1/records/{id}", self.phone())
        if answer and answer[0] == 200:
            self.filed[id] = (node, answer[1]["version"])
            self.revised += 1

    def take_back(self, node, id):
        answer = node.ask("DELETE", f"/api/v1/records/{id}?why=test")
        # Whether one that was not answered is done nobody knows.
        del self.filed[id]
        if answer and answer[0] == 204:
            self.gone[id] = node
        else:
            self.unsure.add(id)


class Weather:
    """Bad roads; every few seconds a node is killed, sometimes two at once; some stand still; one has its disk full."""

    def __init__(self, nodes, work, chance):
        self.nodes, self.work, self.chance = nodes, work, chance
        self.kills, self.stops, self.refused = 0, 0, 0

    def rage(self, seconds):
        began = time.monotonic()
        for node in self.nodes:
            node.road.bad = True
        full_at = began + seconds / 3
        while time.monotonic() < began + seconds:
            time.sleep(1 + 3 * self.chance.random())
            if full_at and time.monotonic() > full_at:
                full_at = None
                self.full(self.nodes[-1])
            if self.chance.random() < 0.3:
                self.stop(self.chance.choice(self.nodes))
                continue
            for node in self.chance.sample(self.nodes, self.chance.choice((1, 1, 2))):
                self.kill(node)
        for node in self.nodes:
            node.road.bad = False

    def kill(self, node):
        node.kill()
        self.kills += 1
        time.sleep(self.chance.random())
        node.start()

    def stop(self, node):
        node.process.send_signal(signal.SIGSTOP)
        self.stops += 1
        time.sleep(1 + 3 * self.chance.random())
        node.process.send_signal(signal.SIGCONT)

    def full(self, node):
        """Whoever asks meanwhile is refused; thereafter the node works again, or does so when it is started again."""
        node.ready()
        node.disk.fill(node)
        for _ in range(8):
            self.refused += not self.work.file(node)
            time.sleep(0.2)
        node.disk.empty(node)
        self.kill(node)
        node.ready()
        demand(self.refused, "on a full disk everything was acknowledged")


# What a process that was killed held for itself, the next takes over after ten seconds.
CALM = 12


def rest(waits, patience):
    """Until nothing has waited for anybody for a while. `waits` tells what does."""
    until, since = time.monotonic() + patience, None
    while since is None or time.monotonic() - since < CALM:
        waiting = waits()
        since = None if waiting else since or time.monotonic()
        demand(time.monotonic() < until, f"still waiting: {waiting}")
        time.sleep(1)


def waiting(nodes):
    return {n.code: w for n in nodes if (w := {p["member"]: p["waiting"] for p in n.told("peer", "list", n.dir)["peers"] if p["waiting"]})}


def read(node, sql, *values):
    store = sqlite3.connect(f"file:{node.dir}/liaison.db?mode=ro", uri=True)
    try:
        return store.execute(sql, values).fetchall()
    finally:
        store.close()


TAKEN_UP = "select object, object_version from journal where kind in ('filed', 'revised') order by seq"
LANES = "select l.stream, l.epoch, l.seq, l.head, r.member, r.first_seq, r.upto from lane l join reader r on r.stream = l.stream"
ARRIVAL = "select epoch, seq, head from arrival where owner = ? and stream = ?"
ARRIVED = "select count(*) from arrived where owner = ? and stream = ? and epoch = ? and seq between ? and ?"


def judge(nodes, work):
    for node in nodes:
        for id, (owner, version) in work.filed.items():
            status, record = node.ask("GET", f"/api/v1/records/{id}")
            demand(status == 200, f"{id} of {owner.code} is not at {node.code}")
            demand(record["version"] >= version, f"{id} of {owner.code} is at {node.code} in a version that it has left")
        for id in work.gone:
            demand(node.ask("GET", f"/api/v1/records/{id}")[0] == 404, f"{id}, taken back, is still at {node.code}")
        last = {}
        for id, version in read(node, TAKEN_UP):
            demand(last.get(id, 0) < version, f"{node.code} has taken up {id} in version {version} after {last.get(id)}")
            last[id] = version
        node.run("log", "verify", node.dir)


def heads(nodes, owner):
    """How many lanes of this owner are alike at both ends."""
    lanes = read(owner, LANES)
    for stream, epoch, seq, head, member, first, upto in lanes:
        there = next(node for node in nodes if node.code == member)
        what = f"a lane of {owner.code} at {member}"
        demand(upto == seq, f"{what} is receipted up to {upto} of {seq}")
        demand(read(there, ARRIVAL, owner.code, stream) == [(epoch, seq, head)], f"{what} has another head")
        came = read(there, ARRIVED, owner.code, stream, epoch, first, seq)[0][0]
        demand(came == seq - first + 1, f"{what} has a gap: {came} of {seq - first + 1} came")
    return len(lanes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    told = parser.parse_args()
    chance, folder = random.Random(told.seed), tempfile.mkdtemp(prefix="liaison-network-")
    print(f"seed {told.seed}", flush=True)
    nodes, small = [], Disk(os.path.join(folder, "small"))
    try:
        nodes = network(os.path.abspath(told.program), folder, chance, small)
        for node in nodes:
            node.start()
        for node in nodes:
            node.ready()
        work = Work(nodes, random.Random(told.seed + 1))
        officer = threading.Thread(target=work.officer, daemon=True)
        officer.start()
        weather = Weather(nodes, work, chance)
        weather.rage(told.seconds)
        work.over = True
        officer.join()
        for node in nodes:
            node.ready()
        began = time.monotonic()
        rest(lambda: waiting(nodes), 400)
        calm = time.monotonic() - began - CALM
        judge(nodes, work)
        # Each look of the judge is told to the owner.
        rest(lambda: waiting(nodes), 60)
        lanes = sum(heads(nodes, owner) for owner in nodes)
    except Violation as violation:
        print(f"VIOLATION: {violation}\nsee {folder}")
        return 1
    finally:
        for node in nodes:
            if node.process and node.process.poll() is None:
                node.kill()
        disk = "a small disk" if small.mounted else "one node's files, for no disk could be mounted,"
        small.keep()
    faults = sum(node.road.faults for node in nodes)
    print(
        f"{weather.kills} kills, {weather.stops} stops, {faults} faults on the roads, {disk} full with {weather.refused} refused:"
        f" {len(work.filed)} records are at all five nodes, {work.revised} times revised, {len(work.gone)} taken back at none,"
        f" {len(work.unsure)} not answered; at rest after {calm:.0f} s; nothing twice, nothing out of order, the heads of"
        f" {lanes} lanes alike; all journals verify"
    )
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
