"""Does what docs/network.md says, with the very commands that stand there, as the engineer of a bureau would.

- Its five nodes on one machine, in a network namespace of their own, so that no port is taken.
- Two nodes in two namespaces with a line between them, founded, admitted and introduced by the blocks under `Found it`,
  `Each member` and `They find each other`; only folders, codes, names and the fingerprints that are read aloud are put in.

A record that is filed at one must be found at the other, and so must one that was filed while the line was cut. Where no
namespace may be made, it says so and does nothing.
"""
import json, os, re, shutil, subprocess, sys, tempfile, time

PAGE = os.path.join(os.path.dirname(__file__), "..", "docs", "network.md")


class Wrong(Exception):
    """The documentation says something that is not so."""


def demand(holds, what):
    if not holds:
        raise Wrong(what)


def blocks():
    """The blocks of commands under each heading."""
    found, heading, block = {}, "", None
    for line in open(PAGE, encoding="utf-8"):
        if block is None and line.startswith("## "):
            heading = line[3:].strip()
        elif line.startswith("```"):
            if block is not None:
                found.setdefault(heading, []).append("".join(block))
            block = [] if block is None else None
        elif block is not None:
            block.append(line)
    return found


def begins(block, word):
    demand(block.startswith(word), f"a block was to begin with {word!r} and is\n{block}")
    return block


class Place:
    """A network namespace, with a folder in which somebody works."""

    def __init__(self, name, folder, program):
        self.name, self.folder = f"liaison-{os.getpid()}-{name}", os.path.join(folder, name)
        self.environment = dict(os.environ, PATH=f"{os.path.dirname(program)}:{os.environ['PATH']}", HOME=self.folder)
        self.running = []
        os.makedirs(self.folder)
        subprocess.run(("ip", "netns", "add", self.name), check=True, capture_output=True)
        self.run("ip link set lo up")

    def inside(self, commands):
        return ("ip", "netns", "exec", self.name, "sh", "-eu", "-c", commands)

    def run(self, commands):
        """What the commands say. It goes to a file: nodes that they leave running hold on to where they speak."""
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(self.inside(commands), stdout=said, stderr=said, cwd=self.folder, env=self.environment)
            said.seek(0)
            text = said.read()
        demand(done.returncode == 0, f"{commands}\nends with {done.returncode}: {text}")
        return text

    def start(self, command):
        log = open(os.path.join(self.folder, "serve.log"), "ab")
        shell = self.inside("exec " + command.strip())
        self.running.append(subprocess.Popen(shell, stdout=log, stderr=log, cwd=self.folder, env=self.environment))

    def until(self, what, so, seconds=60):
        began = time.monotonic()
        while not so():
            demand(time.monotonic() < began + seconds, f"not in time: {what}")
            time.sleep(0.2)
        return time.monotonic() - began

    def answers(self, port):
        ready = f"curl -sf http://127.0.0.1:{port}/readyz"
        return subprocess.run(self.inside(ready), capture_output=True, env=self.environment).returncode == 0

    def finds(self, check):
        """Whether the command `liaison check` finds anything: its exit status says it."""
        return subprocess.run(self.inside(check), capture_output=True, cwd=self.folder, env=self.environment).returncode == 0

    def end(self):
        for process in self.running:
            process.kill()
            process.wait()
        pids = subprocess.run(("ip", "netns", "pids", self.name), capture_output=True, text=True).stdout.split()
        for pid in pids:
            os.kill(int(pid), 9)
        subprocess.run(("ip", "netns", "del", self.name), check=True)


def pieces(block):
    """The commands of the block by which a record is filed and found: the token, the filing, the check."""
    joined = block.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.startswith(("liaison token", "curl", "liaison check"))]


def five(said, folder, program):
    """The five nodes of the page, word for word."""
    place = Place("five", folder, program)
    try:
        made, tried = said["Five on one machine, to try it"]
        place.run(begins(made, "liaison charter key"))
        for port in range(7801, 7806):
            place.until(f"the node on {port} answers", lambda: place.answers(port))
        token, file, check = pieces(tried)
        answer = json.loads(place.run(token))
        place.run(f"TOKEN={answer['token']}; {file} -f")
        took = place.until("Ghana finds what Togo has filed", lambda: place.finds(check))
        return f"five on one machine: found in Ghana after {took:.1f} s"
    finally:
        place.end()


def cable(one, other):
    """A line between two namespaces; each knows the other by name, as from the DNS."""
    near, far = f"lia{os.getpid() % 100000}a", f"lia{os.getpid() % 100000}b"
    subprocess.run(("ip", "link", "add", near, "netns", one.name, "type", "veth", "peer", far, "netns", other.name), check=True)
    for place, end, address in ((one, near, "10.77.0.1"), (other, far, "10.77.0.2")):
        place.run(f"ip address add {address}/24 dev {end}; ip link set {end} up")
        os.makedirs(f"/etc/netns/{place.name}")
        with open(f"/etc/netns/{place.name}/hosts", "w") as hosts:
            hosts.write("127.0.0.1 localhost\n10.77.0.1 ncb.example.tg\n10.77.0.2 ncb.example.bj\n")
    return near


def benin(text):
    """What Benin types where the page shows what Togo does."""
    return text.replace("/srv/togo", "/srv/benin").replace("TG", "BJ").replace("Lomé", "Cotonou").replace("example.tg", "example.bj")


def aloud(text):
    """The fingerprint in what a command has said."""
    found = re.search(r"\d{5}(?: \d{5}){7}", text)
    demand(found, f"no fingerprint is said:\n{text}")
    return found[0]


def two(said, folder, program):
    places = []
    try:
        for name in ("governance", "togo", "benin"):
            places.append(Place(name, folder, program))
        return between(said, *places)
    finally:
        for place in places:
            place.end()
            shutil.rmtree(f"/etc/netns/{place.name}", ignore_errors=True)


def between(said, governance, togo, bj):
    line = cable(togo, bj)
    shown = governance.run(begins(said["Found it"][0], "liaison charter key"))
    network = aloud(shown)
    init, _, admit, join = said["Each member"]
    find, = said["They find each other"]
    for place, typed, code in ((togo, str, "TG"), (bj, benin, "BJ")):
        here = lambda text: typed(text).replace("/srv/", place.folder + "/")
        print_ = aloud(place.run(here(begins(init, "liaison init"))))
        shutil.copy(os.path.join(place.folder, f"{code}.identity"), governance.folder)
        governance.run(re.sub(r'"39482[^"]*"', f'"{print_}"', typed(begins(admit, "liaison charter admit"))))
    shutil.copy(os.path.join(governance.folder, "gulf.charter"), togo.folder)
    spoken = lambda text: re.sub(r'"18755[^"]*"', f'"{network}"', text)
    home = lambda place, text: text.replace("/srv/", place.folder + "/")
    joins, serves = begins(join, "liaison peer join").splitlines()
    introduce, joins_too = begins(find, "liaison peer introduce").splitlines()
    togo.run(home(togo, spoken(joins)))
    togo.run(home(togo, introduce))
    shutil.copy(os.path.join(togo.folder, "gulf.papers"), bj.folder)
    bj.run(home(bj, spoken(joins_too)))
    togo.start(home(togo, serves))
    bj.start(home(bj, benin(serves)))
    for place in (togo, bj):
        place.until(f"{place.name} answers", lambda: place.answers(7700))
    return carried(said, togo, bj, line)


def carried(said, togo, bj, line):
    token, file, check = pieces(said["Five on one machine, to try it"][1])
    answer = json.loads(togo.run(token.replace(" TG ", f" {togo.folder}/togo ")))
    file = file.replace(":7801/", ":7700/")
    check = check.replace(" GH ", f" {bj.folder}/benin ")
    togo.run(f"TOKEN={answer['token']}; {file} -f")
    first = bj.until("Benin finds what Togo has filed", lambda: bj.finds(check))
    togo.run(f"ip link set {line} down")
    other = lambda text: text.replace("+22890123456", "+22890654321")
    togo.run(f"TOKEN={answer['token']}; {other(file)} -f")
    time.sleep(8)
    demand(not bj.finds(other(check)), "it is there though the line is cut")
    togo.run(f"ip link set {line} up")
    healed = bj.until("Benin finds what was filed while the line was cut", lambda: bj.finds(other(check)), 120)
    for place, name in ((togo, "togo"), (bj, "benin")):
        place.run(f"liaison log verify {place.folder}/{name}")
    return f"two in two network namespaces: found after {first:.1f} s; after a cut line was whole again, {healed:.1f} s"


def main():
    program = os.path.abspath(sys.argv[1])
    may = shutil.which("ip") and subprocess.run(("unshare", "-n", "true"), capture_output=True).returncode == 0
    if not (may and os.geteuid() == 0):
        print("skipped: network namespaces can be made by root only, with ip from iproute2")
        return 0
    folder = tempfile.mkdtemp(prefix="liaison-documented-")
    try:
        said = blocks()
        for way in (five, two):
            print(way(said, os.path.join(folder, way.__name__), program), flush=True)
    except (Wrong, subprocess.CalledProcessError) as wrong:
        print(f"WRONG: {wrong}\nsee {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
