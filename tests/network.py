"""Five nodes, set up as docs/network.md says, over roads that cut, delay and corrupt, while nodes are killed.

Officers file telephones for all members and take some back. Whatever was answered is written down here. In the end, when
the roads are whole again and everybody runs,

- every record that was acknowledged and not taken back can be opened at every node,
- none that was taken back can be, anywhere,
- no node has taken up the same version of a record twice,
- nothing waits for anybody, and every journal verifies from its first act.
"""
import argparse, http.client, json, os, random, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time

CODES = ("TG", "BJ", "GH", "NG", "CI")
WHY = {"Liaison-Purpose": "investigation", "Liaison-Legal-Basis": "test"}


class Violation(Exception):
    """Something that must hold does not."""


def demand(holds, what):
    if not holds:
        raise Violation(what)


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


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


class Node:
    def __init__(self, program, folder, code, chance):
        self.program, self.code, self.dir = program, code, os.path.join(folder, code)
        self.page, door = free(), free()
        self.road = Road(door, chance)
        self.run(
            "init", self.dir, "--member", code, "--name", f"NCB {code}",
            "--endpoint", f"https://127.0.0.1:{self.road.port}", "--exchange", f"127.0.0.1:{door}",
        )
        self.process, self.log = None, open(self.dir + ".log", "ab")

    def run(self, *command):
        done = subprocess.run([self.program, *command], capture_output=True, text=True)
        demand(done.returncode == 0, f"{' '.join(command)}: {done.stderr}")
        return done.stdout

    def told(self, *command):
        return json.loads(self.run(*command, "--json"))

    def start(self):
        listen = f"127.0.0.1:{self.page}"
        self.process = subprocess.Popen([self.program, "serve", self.dir, "--listen", listen], stdout=self.log, stderr=self.log)

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


def network(program, folder, chance):
    """As docs/network.md says."""
    nodes = [Node(program, folder, code, chance) for code in CODES]
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
        self.filed, self.gone, self.unsure = {}, {}, set()
        self.number, self.over = 0, False

    def officer(self):
        while not self.over:
            node = self.chance.choice(self.nodes)
            own = [id for id, owner in list(self.filed.items()) if owner is node]
            if own and self.chance.random() < 0.2:
                self.take_back(node, self.chance.choice(own))
            else:
                self.file(node)
            time.sleep(0.02)

    def file(self, node):
        self.number += 1
        phone = f"+2289{self.number:07}"
        record = {"kind": "Phone", "properties": {"phone": [phone]}, "status": "under-watch", "handling": {"audience": ["all"]}}
        answer = node.ask("POST", "/api/v1/records", record)
        if answer and answer[0] == 201:
            self.filed[answer[1]["id"]] = node

    def take_back(self, node, id):
        answer = node.ask("DELETE", f"/api/v1/records/{id}?why=test")
        # Whether one that was not answered is done nobody knows.
        del self.filed[id]
        if answer and answer[0] == 204:
            self.gone[id] = node
        else:
            self.unsure.add(id)


def weather(nodes, chance, seconds):
    """Bad roads, and a node killed every few seconds; sometimes two at once."""
    kills, until = 0, time.monotonic() + seconds
    for node in nodes:
        node.road.bad = True
    while time.monotonic() < until:
        time.sleep(1 + 3 * chance.random())
        for node in chance.sample(nodes, chance.choice((1, 1, 2))):
            node.kill()
            kills += 1
            time.sleep(chance.random())
            node.start()
    for node in nodes:
        node.road.bad = False
    return kills


def rest(nodes, patience):
    """Until nothing waits for anybody."""
    until = time.monotonic() + patience
    while True:
        waiting = {n.code: {p["member"]: p["waiting"] for p in n.told("peer", "list", n.dir)["peers"] if p["waiting"]} for n in nodes}
        if not any(waiting.values()):
            return
        demand(time.monotonic() < until, f"still waiting: {waiting}")
        time.sleep(1)


def judge(nodes, work):
    for node in nodes:
        for id in work.filed:
            demand(node.ask("GET", f"/api/v1/records/{id}")[0] == 200, f"{id} of {work.filed[id].code} is not at {node.code}")
        for id in work.gone:
            demand(node.ask("GET", f"/api/v1/records/{id}")[0] == 404, f"{id}, taken back, is still at {node.code}")
        store = sqlite3.connect(f"file:{node.dir}/liaison.db?mode=ro", uri=True)
        twice = store.execute(
            "select object, object_version, count(*) from journal where kind in ('filed', 'revised')"
            " group by object, object_version having count(*) > 1"
        ).fetchall()
        demand(not twice, f"{node.code} has taken up twice: {twice[:3]}")
        store.close()
        node.run("log", "verify", node.dir)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    told = parser.parse_args()
    chance, folder = random.Random(told.seed), tempfile.mkdtemp(prefix="liaison-network-")
    print(f"seed {told.seed}", flush=True)
    nodes = []
    try:
        nodes = network(os.path.abspath(told.program), folder, chance)
        for node in nodes:
            node.start()
        for node in nodes:
            node.ready()
        work = Work(nodes, random.Random(told.seed + 1))
        officer = threading.Thread(target=work.officer)
        officer.start()
        kills = weather(nodes, chance, told.seconds)
        work.over = True
        officer.join()
        for node in nodes:
            node.ready()
        began = time.monotonic()
        rest(nodes, 400)
        calm = time.monotonic() - began
        judge(nodes, work)
    except Violation as violation:
        print(f"VIOLATION: {violation}\nsee {folder}")
        return 1
    finally:
        for node in nodes:
            if node.process and node.process.poll() is None:
                node.kill()
    faults = sum(node.road.faults for node in nodes)
    print(
        f"{kills} kills, {faults} faults on the roads: {len(work.filed)} records are at all five nodes, {len(work.gone)} taken"
        f" back at none, {len(work.unsure)} not answered; at rest after {calm:.0f} s; nothing twice; all journals verify"
    )
    shutil.rmtree(folder)
    return 0


sys.exit(main())
