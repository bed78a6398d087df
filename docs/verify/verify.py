"""Checks a book of Galaxies from `galaxies export --format jsonl` alone. README.md says what is checked, and how."""
import argparse, base64, collections, hashlib, json, pathlib, sys, uuid
ENTRY = "number id kind source_key content_hash occurred_on recorded_at recorded_by on_behalf_of reason made_up".split()
TRANSFER = "id debit_account credit_account amount reverses closes debit_seq debit_balance credit_seq credit_balance".split()
SEAL = "number first_entry last_entry entries issued used opening previous sealed_at horizon".split()
def check(holds, words): holds or print("NO  ", words) or wrong.append(words)
def rows(folder, name): return map(json.loads, open(folder / f"{name}.jsonl", encoding="utf-8"))
def sha256(data): return hashlib.sha256(data).hexdigest()
def netstrings(texts): return "".join(f"{len(t.encode())}:{t}," for t in ("" if x is None else str(x) for x in texts)).encode()
def hash_of(e): return sha256(b"".join([netstrings(e[k] for k in ENTRY), *(netstrings(t[k] for k in TRANSFER) for t in e["transfers"])]))
ask = argparse.ArgumentParser(description=__doc__)
for name in ("export", "--checkpoint", "--earlier"): ask.add_argument(name, type=pathlib.Path)
args, wrong, last, first, before = ask.parse_args(), [], 0, 1, "0" * 64
sys.excepthook = lambda kind, problem, where: print("NO   this export cannot be read to its end:", kind.__name__, problem)
manifest = json.loads((args.export / "manifest.json").read_text("utf-8"))
for name, file in manifest["files"].items(): check(sha256((args.export / name).read_bytes()) == file["sha256"], f"{name}: its checksum")
scheme, accounts, seals = manifest["scheme"], {row["id"]: row for row in rows(args.export, "accounts")}, list(rows(args.export, "seals"))
hashes, every, ended, postings, totals, holds, notes = {}, {}, {}, collections.defaultdict(list), {0: collections.Counter()}, collections.Counter(), []
for entry in rows(args.export, "entries"):  # by number; those that no seal fixes yet have none and stand last
    number, given, name = entry["number"], 0, f"entry {entry['number'] or entry['id']}"
    check(not number or number == last + 1, f"{name} stands behind entry {last}: one is missing, or out of its place")
    check(not number or entry["hash"] == hash_of(entry), f"{name} is not what was sealed")
    check(number or not seals or int(entry["xid"]) >= int(seals[-1]["horizon"]), f"{name} was slipped in behind the last seal")
    if number: hashes[number], totals[number], last = entry["hash"], totals[last].copy(), number
    for line in entry["transfers"]:
        amount, debit, credit, words = line["amount"], line["debit_account"], line["credit_account"], f"{name}, transfer {line['id']}"
        check(1 <= amount <= 1000000 and debit != credit and line["id"] not in every, f"{words}: its amount, accounts or id")
        every[line["id"]], given = line | {"words": words}, given + amount * (not line["reverses"] and accounts[debit]["kind"] == "goodwill")
        for side, account, change in (("debit", debit, -amount), ("credit", credit, amount)):
            postings[account].append((line[side + "_seq"] or 0, line[side + "_balance"], change, words))
            if number: totals[number][accounts[account]["kind"]] += change
    check(entry["made_up"] == given * any(line["reverses"] for line in entry["transfers"]), f"{name}: what goodwill made up")
for line in every.values():  # what turns another transfer round, or closes a hold, does so exactly and once
    for link, other in ((link, every.get(line[link], {})) for link in ("reverses", "closes") if line[link]):
        back = line["credit_account"] if link == "reverses" else other.get("debit_account")
        mirror = {"credit_account": line["debit_account"], "debit_account": back, "amount": line["amount"], "reverses": None}
        check(ended.setdefault(link + line[link], line) is line and mirror.items() <= other.items(), f"{line['words']} {link} wrongly")
for id, line in every.items(): holds[line["credit_account"]] += line["amount"] * (not line["reverses"] and ended.keys().isdisjoint(["reverses" + id, "closes" + id]))
for id, account in accounts.items():
    name, kind, balance, kept = account["name"], account["kind"], 0, account["kind"] not in ("issued", "used", "opening")
    own = account["owner"] if kind == "available" else hashlib.md5(f"{scheme['id']}/{account['owner']}/{kind}".encode()).hexdigest(); check(uuid.UUID(own) == uuid.UUID(id), f"{name}: its owner")
    for place, (seq, after, change, words) in enumerate(sorted(postings[id], key=lambda posting: posting[0]), 1):
        balance += change
        check(not kept or balance >= 0 and (seq, after) == (place, balance), f"{words}: the running balance of {name}")
    check(balance == account["balance"], f"{name} says {account['balance']} where its transfers come to {balance}")
    check(kind != "held" or balance == holds[id], f"{name} holds {balance} where the open holds come to {holds[id]}")
for seal in seals:
    name, leaves = f"seal {seal['number']}", [bytes.fromhex(hashes.get(n, "")) for n in range(first, seal["last_entry"] + 1)]
    root = sha256(netstrings(["galaxies seal 1", scheme["id"], *(seal[k] for k in SEAL), sha256(b"".join(leaves))]))
    check(root == seal["root"], f"{name}: its root is not that of its entries {first} to {seal['last_entry']}")
    sums = [totals.get(seal["last_entry"], {}).get(k, 0) for k in ("issued", "used", "opening")]
    check([seal[k] for k in SEAL[1:2] + SEAL[4:8]] == [first, *sums, before], f"{name} does not follow from the one before and its entries")
    notes.append(f"galaxies/{scheme['slug']}\n{seal['last_entry']}\n{base64.b64encode(bytes.fromhex(root)).decode()}\n{name}\n")
    first, before = seal["last_entry"] + 1, seal["root"]
check(last == first - 1, f"the seals end at entry {first - 1} and the numbered entries at {last}")
if args.checkpoint: check(args.checkpoint.read_text("utf-8").startswith(tuple(notes)), "the saved checkpoint is not of this book: it was cut off, or sealed anew")
for entry in rows(args.earlier, "entries") if args.earlier else []:
    check(hashes.get(entry["number"]) == hash_of(entry) or not entry["number"], f"entry {entry['number']} is not what the earlier export has")
print(f"{len(every)} transfers, {last} sealed entries, {len(seals)} seals:", f"{len(wrong)} wrong" if wrong else "all of it adds up")
sys.exit(1 if wrong else 0)
