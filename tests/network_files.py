"""Long files between real nodes, as they meet them: nodes that are killed and stopped, roads that cut, delay and corrupt, a full
disk, and a way that is shut in one direction.

Two networks run side by side. In one, a file goes from a bureau to another over a bad road while both are killed again and again,
and stand still; then another, while the receiver's disk is full, and records as well. In the other nobody can call the owner: the
file comes by the mailbox of the hub, which is killed with half of it.

All the while whoever opens a file there gets all of it or nothing. In the end every file and record is whole where it belongs, the
owner knows, nothing that came before a kill was fetched again, the hub has nothing left, and never had anything that it could read.
"""
import argparse, hashlib, http.client, json, os, random, shutil, sys, tempfile, threading, time
from network import WHY, Disk, Node, Road, Violation, demand, rest, waiting

CHUNK = 65536 + 16


class Door(Road):
    """A road that can be shut altogether."""

    def __init__(self, door, chance):
        self.shut, self.passing = False, []
        super().__init__(door, chance)

    def carry(self, one, other):
        self.passing.append(one)
        if self.shut:
            one.close()
            return other.close()
        super().carry(one, other)

    def close(self):
        self.shut = True
        for end in self.passing:
            try:
                end.shutdown(2)
            except OSError:
                pass


def fetch(node, path):
    """Status and bytes; none where the node is not there."""
    line = http.client.HTTPConnection("127.0.0.1", node.page, timeout=60)
    try:
        line.request("GET", path, None, {"Authorization": "Bearer " + node.token, **WHY})
        answer = line.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()


def attach(node, record, name, content):
    """The id of the file, once it is acknowledged."""
    line = http.client.HTTPConnection("127.0.0.1", node.page, timeout=120)
    headers = {"Authorization": "Bearer " + node.token, "Content-Type": "application/octet-stream", **WHY}
    line.request("POST", f"/api/v1/records/{record}/attachments?name={name}&share=as-is", content, headers)
    answer = line.getresponse()
    told = json.loads(answer.read())
    demand(answer.status == 201, f"a file is not taken: {told}")
    line.close()
    return told["id"]


def found(program, folder, codes, chance, small=None):
    """Nodes of one network, the last behind the small disk if there is one; all have met."""
    nodes = []
    for code in codes:
        node = Node(program, folder, code, chance, small if small and code == codes[-1] else None)
        nodes.append(node)
    run, path = nodes[0].run, lambda name: os.path.join(folder, name)
    run("charter", "key", path("gov.pem"))
    run("charter", "new", path("try.charter"), "--name", "Try", "--key", path("gov.pem"))
    for node in nodes:
        bundle = path(node.code + ".identity")
        print_ = node.told("peer", "identity", node.dir, "--out", bundle)["fingerprint"]
        kind = "hub" if node.code.startswith("X-") else "bureau"
        run("charter", "admit", path("try.charter"), bundle, "--fingerprint", print_, "--class", kind, "--key", path("gov.pem"))
        node.token = node.told("token", "add", node.dir, "--name", "test", "--role", "investigator")["token"]
    name = nodes[0].told("charter", "show", path("try.charter"))["fingerprint"]
    run("peer", "join", nodes[0].dir, path("try.charter"), "--network", name)
    run("peer", "introduce", nodes[0].dir, "--out", path("try.papers"))
    for node in nodes[1:]:
        run("peer", "join", node.dir, path("try.papers"), "--network", name)
    for node in nodes:
        node.start()
    for node in nodes:
        node.ready()
    return nodes


class Phones:
    number = 0

    @classmethod
    def file(cls, node, audience):
        """The id of the record, if it was acknowledged."""
        cls.number += 1
        body = {"kind": "Phone", "properties": {"phone": [f"+2289{cls.number:07}"]}, "status": "under-watch", "handling": {"audience": audience}}
        answer = node.ask("POST", "/api/v1/records", body)
        return answer[1]["id"] if answer and answer[0] == 201 else None


def until(what, so, patience=120):
    end = time.monotonic() + patience
    while not so():
        demand(time.monotonic() < end, f"not in time: {what}")
        time.sleep(0.1)


def there(node, record):
    answer = node.ask("GET", f"/api/v1/records/{record}")
    return bool(answer) and answer[0] == 200


class Whole:
    """Looks whether a file is there; one that is there must be the very one."""

    def __init__(self, node, file, content):
        self.node, self.path, self.digest, self.looks = node, f"/api/v1/attachments/{file}", hashlib.sha256(content).digest(), 0

    def __call__(self):
        answer = fetch(self.node, self.path)
        if answer is None:
            return False
        self.looks += 1
        status, content = answer
        if status == 200:
            demand(hashlib.sha256(content).digest() == self.digest, "another file, or half of it, was shown as whole")
        else:
            demand(status in (404, 409, 503), f"a file that has not come is answered with {status}")
        return status == 200


def known(node, record, file, holder):
    answer = node.ask("GET", f"/api/v1/records/{record}/attachments")
    files = answer[1]["attachments"] if answer and answer[0] == 200 else []
    return any(it["id"] == file and holder in it.get("held_by", []) for it in files)


def came(node):
    """Bytes of the file that is being fetched there."""
    folder = os.path.join(node.dir, "files", "in")
    sizes = [os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder) if name.endswith(".fetch")]
    return max(sizes, default=0)


def over_kills(tg, bj, record, content, chance):
    """A file over a bad road, while both ends are killed and stand still."""
    tg.road.bad = bj.road.bad = True
    file = attach(tg, record, "film.bin", content)
    whole, kills, stops, most, by_kill = Whole(bj, file, content), 0, 0, 0, []
    end = time.monotonic() + 400
    while not whole():
        demand(time.monotonic() < end, f"the file never comes: {most} of {len(content)} bytes")
        now = came(bj)
        demand(now == 0 or now >= most - CHUNK, f"of {most} bytes that had come {now} are left")
        most = max(most, now)
        if now and len(by_kill) < 6 and now > (len(by_kill) + 1) * len(content) / 8:
            node = (bj, tg)[len(by_kill) % 2]
            by_kill.append(now)
            if len(by_kill) % 3 == 0:
                node.process.send_signal(19)
                time.sleep(1.5)
                node.process.send_signal(18)
                stops += 1
            else:
                node.kill()
                time.sleep(0.3)
                node.start()
                node.ready()
                kills += 1
        time.sleep(0.2)
    tg.road.bad = bj.road.bad = False
    demand(kills >= 2, f"only {kills} kills fell into the file")
    until("the owner knows who has it", lambda: known(tg, record, file, bj.code))
    return f"{len(content) >> 20} MiB over {kills} kills, {stops} stops and {tg.road.faults + bj.road.faults} faults, {whole.looks} looks at it"


def on_a_full_disk(tg, bj, record, content):
    """The receiver's disk is full while a file comes, and while records come."""
    bj.ready()
    bj.disk.fill(bj)
    file = attach(tg, record, "long.bin", content)
    filed = [Phones.file(tg, ["all"]) for _ in range(5)]
    demand(all(filed), "the sender does not file while the receiver's disk is full")
    whole, refused = Whole(bj, file, content), 0
    for _ in range(8):
        refused += Phones.file(bj, ["all"]) is None
        demand(not whole(), "a file came whole onto a full disk")
        time.sleep(0.5)
    demand(refused, "on a full disk everything was acknowledged")
    log = open(bj.log.name).read()
    demand("disk is full" in log or "disk of this node is full" in log, "the log does not say that the disk is full")
    bj.disk.empty(bj)
    # As the log says: check the disk, then start again.
    bj.kill()
    bj.start()
    bj.ready()
    until("the file is there when the disk has room", whole)
    for id in filed:
        until("a record is there when the disk has room", lambda: there(bj, id))
    until("the owner knows who has it", lambda: known(tg, record, file, bj.code))
    return f"a full disk refused {refused} filings, and lost nothing of {len(filed)} records and a file of {len(content) >> 20} MiB"


def by_mailbox(tg, hub, bj):
    """Nobody can call the owner: its file comes by the hub, which is killed with half of it."""
    three = (tg, hub, bj)
    for owner in three:
        record = Phones.file(owner, ["all"])
        for node in three:
            until(f"{node.code} and {owner.code} have met", lambda: there(node, record))
    record = Phones.file(tg, [bj.code])
    until("the record is at the other bureau", lambda: there(bj, record))
    tg.road.close()
    canary = os.urandom(12).hex().encode()
    content = b"".join(os.urandom(40_000) + canary for _ in range(300))
    file = attach(tg, record, f"{canary.decode()}.bin", content)
    began, whole, mail, killed = time.monotonic(), Whole(bj, file, content), os.path.join(hub.dir, "files", "mail"), False
    while not whole():
        demand(time.monotonic() < began + 400, "the file never comes by the mailbox")
        kept = [os.path.getsize(os.path.join(mail, name)) for name in os.listdir(mail)]
        if kept and max(kept) > 0 and not killed:
            killed = True
            hub.kill()
            for name in os.listdir(mail):
                demand(canary not in open(os.path.join(mail, name), "rb").read(), "the hub can read the file")
            hub.start()
            hub.ready()
        time.sleep(0.1)
    took = time.monotonic() - began
    demand(killed, "the file did not go by the mailbox")
    until("the mailbox is empty", lambda: not os.listdir(mail))
    until("the owner knows who has it", lambda: known(tg, record, file, bj.code))
    for folder, _, names in os.walk(hub.dir):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                demand(canary not in open(path, "rb").read(), f"the file's name or content is in the hub's {name}")
    demand(canary not in open(hub.log.name, "rb").read(), "the hub's log says what it kept")
    return f"{len(content) >> 20} MiB by the mailbox of a hub that was killed with half of it, {took:.0f} s after its way was shut"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    told = parser.parse_args()
    program, chance = os.path.abspath(told.program), random.Random(told.seed)
    folder = tempfile.mkdtemp(prefix="liaison-files-")
    one, other = os.path.join(folder, "one"), os.path.join(folder, "other")
    os.makedirs(one), os.makedirs(other)
    print(f"seed {told.seed}", flush=True)
    nodes, small, said, wrong = [], Disk(os.path.join(folder, "small")), {}, []

    def story(name, tell):
        try:
            said[name] = tell()
        except Violation as violation:
            wrong.append(violation)
        except Exception as fault:
            wrong.append(Violation(f"{name}: {fault!r}"))

    def direct():
        pair = found(program, one, ("TG", "BJ"), chance, small)
        nodes.extend(pair)
        tg, bj = pair
        record = Phones.file(tg, ["all"])
        until("the record is at the other bureau", lambda: there(bj, record))
        first = over_kills(tg, bj, record, chance.randbytes(8 << 20), chance)
        second = on_a_full_disk(tg, bj, record, chance.randbytes(6 << 20))
        rest(lambda: waiting(pair), 120)
        for node in pair:
            node.run("log", "verify", node.dir)
        return f"{first}; {second}"

    def mailbox():
        codes = ("TG", "X-HUB", "BJ")
        three = found(program, other, codes, chance)
        nodes.extend(three)
        return by_mailbox(*three)

    Node.road_kind = Door
    stories = [threading.Thread(target=story, args=it) for it in (("direct", direct), ("mailbox", mailbox))]
    try:
        for it in stories:
            it.start()
        for it in stories:
            it.join()
        if wrong:
            print(f"VIOLATION: {'; '.join(map(str, wrong))}\nsee {folder}")
            return 1
    finally:
        for node in nodes:
            if node.process and node.process.poll() is None:
                node.kill()
        small.keep()
    print(f"{said['direct']}; {said['mailbox']}; no half file was ever shown, all journals verify")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
