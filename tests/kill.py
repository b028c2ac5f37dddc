"""Kills a node at random instants under load, starts it again, and compares it with what it had acknowledged.

Two importers, three gates, a screening desk and two officers who file, revise and withdraw work at the same time, over
the doors that everybody uses. Whatever was answered is written down here. After each SIGKILL the node is started over the
same folder, and must still have

- every check that was answered, in its log, as an inspector reads it; and every opening of a record,
- every record that was filed or revised, with that content; none that was withdrawn,
- every import at least as far as it was said to be; taken up again it ends with the counts of one that was never killed,
- a journal that verifies from its first act.

At the end both lists must be, line by line, what a node holds that nobody killed.
"""
import argparse, collections, http.client, json, os, random, shutil, signal, socket, subprocess, sys, tempfile, threading, time

LISTS = ("north", "south")
PERSONS = 5000
REFUSED = 7


class Violation(Exception):
    """Something that was acknowledged is not there."""


class Gone(Exception):
    """The node does not answer, for it was killed."""


def demand(holds, what):
    if not holds:
        raise Violation(what)


# ---- The node ----


class Socket(http.client.HTTPConnection):
    """The node's own command line socket."""

    def __init__(self, path):
        super().__init__("console", timeout=120)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Node:
    def __init__(self, program, folder, name):
        self.program, self.dir = program, os.path.join(folder, name)
        self.errors = open(os.path.join(folder, name + ".log"), "ab")
        self.process = self.port = None
        self.tell("init", self.dir, "--member", "TG", "--name", "Kill")

    def tell(self, *arguments, status=0):
        """Runs a command of the program and gives what it prints."""
        ended = subprocess.run([self.program, *arguments], stdout=subprocess.PIPE, stderr=self.errors, timeout=600)
        demand(ended.returncode == status, f"liaison {' '.join(arguments)}: exit status {ended.returncode}: {ended.stdout[-500:]}")
        return ended.stdout

    def start(self):
        serve = [self.program, "serve", self.dir, "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=self.errors)

    def ready(self):
        began = time.monotonic()
        said = self.process.stdout.readline().decode()
        demand(":" in said, f"the node did not start, and said: {said!r}")
        self.port = int(said.rsplit(":", 1)[1])
        while self.ask(self.line(), "GET", "/readyz")[0] != 200:
            demand(time.monotonic() - began < 120, "the node is not ready after two minutes")
            demand(self.process.poll() is None, "the node ended by itself")
            time.sleep(0.01)
        return time.monotonic() - began

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def line(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def console(self):
        return Socket(os.path.join(self.dir, "node.sock"))

    def ask(self, line, method, path, body=None, token=None, lines=False):
        """Status and JSON of an answer that came whole; a node that was killed before is Gone."""
        headers = {"Content-Type": "application/x-ndjson" if lines else "application/json"}
        if token:
            headers["Authorization"] = "Bearer " + token
        try:
            line.request(method, path, None if body is None else body if lines else json.dumps(body), headers)
            answer = line.getresponse()
            whole = answer.read()
        except (OSError, http.client.HTTPException) as fault:
            raise Gone(str(fault)) from fault
        if lines:
            return answer.status, [json.loads(one) for one in whole.splitlines()]
        return answer.status, json.loads(whole) if whole and whole[:1] in b"{[" else whole

    def console_ask(self, method, path, body=None):
        line = self.console()
        try:
            status, answer = self.ask(line, method, path, body)
        finally:
            line.close()
        demand(status < 300, f"{method} {path}: {status} {answer}")
        return answer

    def token(self, name, role):
        client = {"name": name, "roles": [role], "clearance": "official", "days": 1}
        return self.console_ask("POST", "/api/v1/clients", client)["token"]


# ---- The lists that are imported ----


def passport(name, number, edition):
    """Each edition of a list changes the passport of every fifth person."""
    return f"{'N' if name == 'north' else 'S'}{'AB'.index(edition) if number % 5 == 0 else 7}{number:06}"


def numbers(edition):
    """Edition B lacks the first 500 persons of A and has 500 more at the end."""
    first = 0 if edition == "A" else 500
    return range(first, first + PERSONS)


def write_edition(path, name, edition):
    with open(path, "w") as out:
        for number in numbers(edition):
            properties = {
                "name": [f"Person {number} of {name}"],
                "birthDate": [f"{1950 + number % 50}-{1 + number % 12:02}-{1 + number % 28:02}"],
                "passportNumber": [passport(name, number, edition)],
            }
            out.write(json.dumps({"id": f"p-{number}", "schema": "Person", "caption": "", "properties": properties}) + "\n")
            if number % 10 == 0 and number + 1 in numbers(edition):
                family = {"person": [f"p-{number}"], "relative": [f"p-{number + 1}"], "relationship": ["sibling"]}
                out.write(json.dumps({"id": f"f-{number}", "schema": "Family", "caption": "", "properties": family}) + "\n")
            if number % (PERSONS // REFUSED) == 11:
                out.write('{"id": "damaged-%d", "schema"\n' % number)


def bring(node, name, path, moved):
    """Imports over the socket; `moved` hears each line of progress. Gives the last line, how it ended."""
    line = node.console()
    body = {"list": name, "format": "ftm", "files": [path], "handling": {"audience": ["own"], "level": "official"}}
    headers = {"Content-Type": "application/json", "Accept": "application/x-ndjson"}
    try:
        line.request("POST", "/api/v1/imports", json.dumps(body), headers)
        answer = line.getresponse()
        demand(answer.status == 200, f"import of {path}: {answer.status}")
        while said := answer.readline():
            if not said.endswith(b"\n"):
                raise Gone("the last line was cut")
            said = json.loads(said)
            demand("detail" not in said, f"import of {path}: {said}")
            if said.get("ended"):
                return said
            moved(said)
        raise Gone("the import was broken off")
    except (OSError, http.client.HTTPException) as fault:
        raise Gone(str(fault)) from fault
    finally:
        line.close()


COUNTS = ("read", "new", "changed", "withdrawn", "unchanged")


def counts(said):
    refused = said["refused"]
    return {**{name: said[name] for name in COUNTS}, "refused": refused if isinstance(refused, int) else len(refused)}


class List:
    """One list of the node: which edition it holds, which is being brought in, and what was said of it."""

    def __init__(self, node, name, folder, expected):
        self.node, self.name, self.expected = node, name, expected
        self.path = {edition: os.path.join(folder, f"{name}-{edition}.json") for edition in "AB"}
        self.holds, self.going, self.acknowledged = None, None, None
        self.ended = self.taken_up = self.midway = 0
        # The last import that is known to have ended: after a kill it is not taken for the one that was going.
        self.closed = None

    def bring(self, edition):
        """Brings an edition in, or the one that was broken off, to its end."""
        self.going = self.going or edition
        ended = bring(self.node, self.name, self.path[self.going], self.moved)
        self.close(ended)

    def moved(self, said):
        self.acknowledged = said

    def close(self, ended):
        step, came_to = (self.holds, self.going), counts(ended)
        demand(came_to == self.expected[step], f"{self.name} {step}: came to {came_to}, must be {self.expected[step]}")
        self.holds, self.going, self.acknowledged, self.closed = self.going, None, None, ended["id"]
        self.ended += 1

    def recover(self, imports, begun_before):
        """After a kill: the row of the import must be at least as far as was said."""
        if self.going is None:
            return
        rows = [row for row in imports if row["list"] == self.name]
        newest = rows[0] if rows and rows[0]["id"] not in begun_before | {self.closed} else None
        if newest is None:
            demand(self.acknowledged is None, f"{self.name}: the import is gone that had said {self.acknowledged}")
            self.going = None
            return
        came_to = counts(newest)
        for name in COUNTS if self.acknowledged else ():
            demand(came_to[name] >= self.acknowledged[name], f"{self.name}: was at {self.acknowledged}, is at {came_to}")
        if newest["state"] == "ended":
            self.close(newest)
            return
        demand(newest["state"] == "running", f"{self.name}: {newest}")
        limit = self.expected[(self.holds, self.going)]
        demand(all(came_to[name] <= limit[name] for name in limit), f"{self.name}: {came_to} is beyond {limit}")
        self.taken_up += 1
        self.midway += came_to["read"] > 0


# ---- What was acknowledged ----


class Record:
    """A record as its officer knows it: what was answered, and what was asked and not answered."""

    def __init__(self, ident, body):
        self.id, self.version, self.body, self.pending = ident, 1, body, None

    def settle(self, status, found):
        """Compares with what the node has; what was not answered may have happened or not."""
        if status == 404:
            demand(self.pending == "withdraw" or self.body is None, f"record {self.id} is gone")
            self.body = None
        else:
            demand(status == 200, f"record {self.id}: {status} {found}")
            demand(self.body is not None, f"record {self.id} was withdrawn and is there")
            revised = isinstance(self.pending, dict) and found["version"] == self.version + 1
            body = self.pending if revised else self.body
            version = self.version + 1 if revised else self.version
            demand(found["version"] == version, f"record {self.id}: version {found['version']}, must be {version}")
            demand(found["properties"] == body["properties"], f"record {self.id}: {found['properties']}, must be {body['properties']}")
            self.version, self.body = version, body
        self.pending = None


class Ledger:
    """All that was acknowledged; each hand writes in its own part."""

    def __init__(self):
        self.records = []
        self.checks = set()
        self.opened = collections.Counter()
        self.seen_to = 0
        self.acts_told = 0
        self.totals = collections.Counter()


class Hand(threading.Thread):
    """Somebody who works until the node is gone."""

    def __init__(self, run, work, seed):
        super().__init__(daemon=True)
        self.run_, self.work, self.chance = run, work, random.Random(seed)
        self.checks, self.opened, self.records, self.fault = set(), collections.Counter(), [], None

    def run(self):
        try:
            self.work(self)
        except Gone:
            pass
        except Exception as fault:  # told by whoever waits for this hand
            self.fault = fault


class Run:
    def __init__(self, program, folder, seed):
        self.folder, self.chance, self.seed = folder, random.Random(seed), seed
        self.node = Node(program, folder, "node")
        self.ledger = Ledger()
        self.lists, self.round, self.starts = [], 0, []

    # The hands

    def checks(self, hand):
        line = self.node.line()
        while True:
            question = {"purpose": "investigation", "entity": self.question(hand.chance)}
            status, answer = self.node.ask(line, "POST", "/api/v1/checks", question, self.gate)
            if self.is_told(status, answer):
                hand.checks.add(answer["id"])

    def screens(self, hand):
        line = self.node.line()
        while True:
            asked = [json.dumps({"purpose": "investigation", "entity": self.question(hand.chance)}) for _ in range(20)]
            path, body = "/api/v1/checks/batch", "\n".join(asked) + "\n"
            status, answers = self.node.ask(line, "POST", path, body, self.gate, lines=True)
            if self.is_told(status, answers):
                hand.checks.update(answer["id"] for answer in answers)

    def question(self, chance):
        name, number = chance.choice(LISTS), chance.randrange(PERSONS + 500)
        if chance.random() < 0.5:
            return {"kind": "Document", "properties": {"number": [passport(name, number, chance.choice("AB"))]}}
        return {"kind": "Person", "properties": {"name": [f"Person {number} of {name}"], "birthDate": [str(1950 + number % 50)]}}

    def files(self, hand):
        """Files, revises, withdraws and opens records; each hand only its own of this round, so that it knows them."""
        line = self.node.line()
        while True:
            standing = [record for record in hand.records if record.body]
            deed = hand.chance.random()
            if deed < 0.5 or not standing:
                self.file(hand, line)
                continue
            record = hand.chance.choice(standing)
            path = f"/api/v1/records/{record.id}?purpose=investigation"
            if deed < 0.75:
                record.pending = {**self.body(hand.chance), "version": record.version}
                status, answer = self.node.ask(line, "PUT", path, record.pending, self.officer)
                if self.is_told(status, answer):
                    demand(answer["version"] == record.version + 1, f"revised: {answer}")
                    record.version, record.body = answer["version"], record.pending
                record.pending = None
            elif deed < 0.85:
                record.pending = "withdraw"
                status, answer = self.node.ask(line, "DELETE", path + "&why=test", None, self.officer)
                record.body = None if self.is_told(status, answer) else record.body
                record.pending = None
            else:
                status, answer = self.node.ask(line, "GET", path, None, self.officer)
                if self.is_told(status, answer):
                    hand.opened[record.id] += 1

    def file(self, hand, line):
        body = self.body(hand.chance)
        status, answer = self.node.ask(line, "POST", "/api/v1/records?purpose=investigation", body, self.officer)
        if self.is_told(status, answer):
            hand.records.append(Record(answer["id"], body))

    def body(self, chance):
        names = [f"{chance.choice(['Ama', 'Kofi', 'Efua', 'Yao'])} {chance.choice(['Mensah', 'Agbeko', 'Lawson'])} {chance.randrange(10**6)}"]
        number = f"K{chance.randrange(10**9):09}"
        return {"kind": "Person", "status": "suspect", "properties": {"name": names, "passportNumber": [number]}}

    def is_told(self, status, answer):
        if status == 429:
            time.sleep(0.2)
            return False
        demand(status < 300, f"an answer that nobody expects: {status} {answer}")
        return True

    def brings(self, which):
        def work(hand):
            held = self.lists[which]
            while True:
                other = "B" if held.holds == "A" else "A"
                held.bring(held.holds if held.holds and hand.chance.random() < 0.2 else other)

        return work

    # One round

    def load(self, seconds):
        self.begun_before = {row["id"] for row in self.imports() if row["state"] != "running"}
        work = [self.checks] * 3 + [self.screens] + [self.files] * 2 + [self.brings(0), self.brings(1)]
        hands = [Hand(self, one, f"{self.seed}/{self.round}/{at}") for at, one in enumerate(work)]
        for hand in hands:
            hand.start()
        time.sleep(seconds)
        self.node.kill()
        for hand in hands:
            hand.join(120)
            demand(not hand.is_alive(), "a hand still waits for an answer of a node that was killed")
        for hand in hands:
            if hand.fault:
                raise hand.fault
            self.ledger.checks |= hand.checks
            self.ledger.opened += hand.opened
            self.ledger.records += hand.records
            self.ledger.totals["checks"] += len(hand.checks)
            self.ledger.totals["filed"] += len(hand.records)
            self.fresh += hand.records

    def imports(self):
        return self.node.console_ask("GET", "/api/v1/imports")["imports"]

    def compare(self, records):
        """The node against the ledger."""
        line = self.node.line()
        for record in records:
            path = f"/api/v1/records/{record.id}?purpose=investigation"
            status, found = self.node.ask(line, "GET", path, None, self.officer)
            record.settle(status, found)
            if status == 200:
                self.ledger.opened[record.id] += 1
        for record in self.chance.sample(records, min(3, len(records))):
            self.is_found(line, record)
        self.read_log(line)
        imports = self.imports()
        for held in self.lists:
            held.recover(imports, self.begun_before)

    def is_found(self, line, record):
        number = (record.body or {}).get("properties", {}).get("passportNumber")
        if number is None:
            return
        question = {"purpose": "investigation", "entity": {"kind": "Person", "properties": {"passportNumber": number}}}
        status, answer = self.node.ask(line, "POST", "/api/v1/checks", question, self.gate)
        demand(status == 200, f"check: {status} {answer}")
        self.ledger.checks.add(answer["id"])
        found = {match["record"]: match["version"] for match in answer["matches"]}
        demand(found.get(record.id) == record.version, f"a check for {number} finds {found}, not record {record.id} version {record.version}")

    def read_log(self, line):
        """Every acknowledged check and opening stands in the log. Acts are never fewer than were seen before."""
        state = self.node.console_ask("GET", "/api/v1/log/state")
        demand(state["acts"] >= self.ledger.acts_told, f"the log has {state['acts']} acts, it had {self.ledger.acts_told}")
        checks = {act["said"]["check"] for act in self.acts(line, "checked")}
        missing = self.ledger.checks - checks
        demand(not missing, f"{len(missing)} checks were answered and are not in the log, such as {next(iter(missing), '')}")
        opened = collections.Counter(act["record"] for act in self.acts(line, "opened"))
        missing = self.ledger.opened - opened
        demand(not missing, f"openings that are not in the log: {missing}")
        self.ledger.seen_to = self.ledger.acts_told = state["acts"]
        self.ledger.checks, self.ledger.opened = set(), collections.Counter()

    def acts(self, line, kind):
        """Acts of a kind since the log was read last, newest first."""
        before = ""
        while True:
            path = f"/api/v1/log?kind={kind}&limit=500{before}"
            status, page = self.node.ask(line, "GET", path, None, self.inspector)
            demand(status == 200, f"{path}: {status} {page}")
            for act in page["acts"]:
                if act["act"] <= self.ledger.seen_to:
                    return
                yield act
            if "next" not in page:
                return
            before = f"&before={page['next']}"

    def verify(self):
        """Whole, whether or not the node runs."""
        verdict = json.loads(self.node.tell("log", "verify", self.node.dir, "--json"))
        demand(not verdict.get("broken"), f"the log is broken: {verdict}")
        demand(verdict["acts"] >= self.ledger.acts_told, f"{verdict['acts']} acts verify, {self.ledger.acts_told} were told")
        return verdict["acts"]

    def restart(self):
        """Starts again; at times it is killed before it is ready."""
        while self.chance.random() < 0.15:
            self.node.start()
            time.sleep(self.chance.uniform(0, 0.4))
            self.node.kill()
            self.ledger.totals["kills before ready"] += 1
        self.node.start()
        self.starts.append(self.node.ready())

    def export(self, node, name):
        """A list as it leaves the house, without what depends on how often it was brought in."""
        line = node.console()
        path = f"/api/v1/exports?purpose=prevention&legal_basis=test&list={name}"
        line.request("GET", path)
        answer = line.getresponse()
        whole = answer.read()
        demand(answer.status == 200, f"{path}: {answer.status} {whole[:300]}")
        line.close()
        return sorted(json.dumps(without_version(json.loads(one)), sort_keys=True) for one in whole.splitlines())


def without_version(told):
    if isinstance(told, dict):
        return {name: without_version(value) for name, value in told.items() if name not in ("version", "last_change", "first_seen")}
    return told


def control(run, program):
    """A node that nobody kills: what each import comes to, what the lists are in the end, how long an import takes."""
    node = Node(program, run.folder, "control")
    node.start()
    node.ready()
    expected, slowest = {}, 0
    for name in LISTS:
        paths = {edition: os.path.join(run.folder, f"{name}-{edition}.json") for edition in "AB"}
        holds, expected[name] = None, {}
        for going in "AABBA":
            began = time.monotonic()
            expected[name][(holds, going)] = counts(bring(node, name, paths[going], lambda said: None))
            slowest, holds = max(slowest, time.monotonic() - began), going
    exports = {name: run.export(node, name) for name in LISTS}
    node.kill()
    for name, steps in expected.items():
        first = steps[(None, "A")]
        demand(first["refused"] == REFUSED and first["new"] >= PERSONS, f"{name}: the control came to {first}")
        again = steps[("A", "A")]
        demand(again["new"] == again["changed"] == again["withdrawn"] == 0, f"{name}: a second run came to {again}")
    return expected, exports, slowest


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("program")
    words.add_argument("--times", type=int, default=40)
    words.add_argument("--seed", type=int, default=None)
    told = words.parse_args()
    seed = told.seed if told.seed is not None else random.randrange(10**6)
    folder = tempfile.mkdtemp(prefix="liaison-kill-")
    print(f"killing a node {told.times} times, seed {seed}", flush=True)
    try:
        rounds(Run(os.path.abspath(told.program), folder, seed), told.times)
    except (Violation, Gone, AssertionError) as fault:
        print(f"FAILED: {fault or type(fault).__name__}\nseed {seed}; the folder is kept: {folder}", file=sys.stderr)
        sys.exit(1)
    shutil.rmtree(folder)


def rounds(run, times):
    for name in LISTS:
        for edition in "AB":
            write_edition(os.path.join(run.folder, f"{name}-{edition}.json"), name, edition)
    expected, exports, slowest = control(run, run.node.program)
    # Two imports and all the rest at once take longer than one alone: most kills shall come in the midst of one.
    window = min(max(2.5 * slowest, 0.3), 10)
    run.lists = [List(run.node, name, run.folder, expected[name]) for name in LISTS]
    run.restart()
    run.gate = run.node.token("gate", "frontline")
    run.officer = run.node.token("officer", "investigator")
    run.inspector = run.node.token("inspector", "inspector")
    for run.round in range(1, times + 1):
        run.fresh = []
        run.load(run.chance.uniform(0.02, window))
        if run.round % 20 == 10:
            run.verify()
        run.restart()
        older = run.ledger.records[: len(run.ledger.records) - len(run.fresh)]
        run.compare(run.fresh + run.chance.sample(older, min(20, len(older))))
        if run.round % 20 == 0:
            run.verify()
        if run.round % 10 == 0:
            print(f"  {run.round} kills: {summary(run)}", flush=True)
    finish(run, exports)


def finish(run, exports):
    """Brings both lists to the control's last edition, and compares all that was ever acknowledged."""
    run.begun_before, run.fresh = set(), []
    for held in run.lists:
        while held.going or held.holds != "A":
            held.bring("A")
        held.bring("A")
    run.compare(run.ledger.records)
    for held in run.lists:
        demand(run.export(run.node, held.name) == exports[held.name], f"{held.name} is not what a node holds that nobody killed")
    midway = sum(held.midway for held in run.lists)
    demand(run.round < 20 or midway > 0, "no kill came in the midst of an import: nothing is shown")
    acts = run.verify()
    run.node.kill()
    demand(run.verify() >= acts, "acts are missing after the last kill")
    print(f"nothing is missing: {run.round} kills, {summary(run)}; {acts} acts verify")


def summary(run):
    totals = run.ledger.totals
    ended, taken_up, midway = (sum(getattr(held, what) for held in run.lists) for what in ("ended", "taken_up", "midway"))
    return (
        f"{totals['kills before ready']} more before ready; {totals['checks']} checks and {totals['filed']} records answered; "
        f"{ended} imports ended, {taken_up} taken up again ({midway} midway); ready after {max(run.starts):.1f} s at most"
    )


if __name__ == "__main__":
    main()
