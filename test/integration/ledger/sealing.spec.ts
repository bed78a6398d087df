import { generateKeyPairSync } from 'node:crypto';
import { isGenuine } from '../../../src/ledger/checkpoint.js';
import { available, checkpointText, readCheckpoint, SealKey, signedNote } from '../../../src/ledger/index.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import type { ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { heldOpen } from '../../support/held-open.js';
import { SealWatch } from '../../support/seal-watch.js';
import { newSealKey } from '../../support/target.js';

const ENTRIES = 400;
const SEALS = 4;

describe('sealing', () => {
  let book: Book;
  let scheme: SchemeId;
  let jo: ParticipantId;
  let sam: ParticipantId;
  let watch: SealWatch;

  beforeAll(async () => {
    book = await Book.open({ sealKey: newSealKey() });
  });
  afterAll(() => book.close());
  beforeEach(async () => {
    scheme = await book.scheme();
    jo = await book.participant(scheme);
    sam = await book.participant(scheme);
    watch = new SealWatch(book, scheme);
  });
  afterEach(async () => {
    expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  const award = (key: string, person = jo) => book.award(scheme, [[person, 1]], key);
  const latest = () => book.work.read(scheme, (view) => book.sealsQueries.latest(view, scheme));

  describe('misses no entry and takes none twice:', () => {
    it('an entry written before a seal and committed after it is in a later one', async () => {
      await award('early');
      const commit = await heldOpen(book, scheme, (tx) => book.awardIn(tx, scheme, [[sam, 1]], 'late'));
      await award('behind late');
      await watch.sealUntil('early');
      for (let n = 0; n < 3; n++) expect(await book.seal(scheme)).toBeUndefined();
      expect(await watch.keys()).toEqual(['early']);
      await commit();
      await watch.sealEverything();
      expect((await watch.keys()).toSorted()).toEqual(['behind late', 'early', 'late']);
      expect(await watch.sealOf('late')).toBeGreaterThan((await watch.sealOf('early')) ?? Infinity);
    });

    it('an entry is not sealed by the transaction that writes it', async () => {
      await book.work.write(scheme, async (tx) => {
        await book.awardIn(tx, scheme, [[jo, 1]], 'own');
        expect(await book.seals.seal(tx, scheme)).toBeUndefined();
      });
      await watch.sealEverything();
      expect(await watch.keys()).toEqual(['own']);
    });

    it('an entry that was rolled back is in none', async () => {
      const failing = book.work.write(scheme, async (tx) => {
        await book.awardIn(tx, scheme, [[jo, 1]], 'never');
        throw new Error('The business said no.');
      });
      await expect(failing).rejects.toThrow('The business said no.');
      await award('kept');
      await watch.sealEverything();
      expect(await watch.keys()).toEqual(['kept']);
    });

    it('sealers that meet take turns', async () => {
      for (let round = 0; round < 10; round++) {
        await award(`round/${String(round)}`);
        const { kept, refused } = await atOnce(times(8, () => book.seal(scheme)));
        const numbers = kept.filter((number) => number !== undefined);
        expect([new Set(numbers).size, refused]).toEqual([numbers.length, {}]);
      }
      await watch.sealEverything();
      expect((await watch.keys()).toSorted()).toEqual(
        Array.from({ length: 10 }, (_, round) => `round/${String(round)}`),
      );
    });

    it('each entry that is recorded meanwhile is sealed once', async () => {
      const people = [jo, sam, await book.participant(scheme), await book.participant(scheme)];
      let recording = true;
      let seals = 0;
      const sealer = async () => {
        while (recording) if ((await book.seal(scheme)) !== undefined) seals++;
      };
      const lane = async (person: ParticipantId, number: number) => {
        const keys: string[] = [];
        while (keys.length < ENTRIES / 4 || (seals < SEALS && keys.length < 10 * ENTRIES)) {
          keys.push(`lane/${String(number)}/${String(keys.length)}`);
          await award(keys.at(-1) ?? '', person);
        }
        return keys;
      };
      const sealing = Promise.all([sealer(), sealer()]);
      const recorded = (await Promise.all(people.map(lane))).flat();
      recording = false;
      await sealing;
      expect(seals).toBeGreaterThanOrEqual(SEALS);
      await watch.sealEverything();
      const entries = await watch.entries();
      expect(entries.map(({ seq }) => seq)).toEqual(recorded.map((_, n) => n + 1));
      expect(entries.map(({ key }) => key).toSorted()).toEqual(recorded.toSorted());
    });
  });

  it('when nothing is new there is no new seal', async () => {
    expect(await book.seal(scheme)).toBeUndefined();
    await expect(latest()).rejects.toMatchObject({ code: 'unknown-seal' });
    await award('one');
    await watch.sealEverything();
    const { number } = await latest();
    const before = await book.rows();
    expect(await book.seal(scheme)).toBeUndefined();
    expect([(await latest()).number, await book.rows()]).toEqual([number, before]);
  });

  it('gives what was issued, used and opened over all that is sealed', async () => {
    const work = book.work.write.bind(book.work);
    await book.award(scheme, [[jo, 7]]);
    await work(scheme, (tx) =>
      book.ledger.record(tx, {
        ...book.details(scheme, 'opening/1'),
        kind: 'opening',
        transfers: [{ debit: 'opening', credit: available(sam), amount: galaxies(20) }],
      }),
    );
    await watch.sealEverything();
    expect(await totals()).toEqual({ issued: '-7', used: '0', opening: '-20' });
    const asked = { participant: jo, amount: galaxies(4) };
    const { transferIds } = await work(scheme, (tx) =>
      book.ledger.hold(tx, { ...book.details(scheme, 'hold/1'), ...asked }),
    );
    const [hold] = transferIds;
    if (hold === undefined) throw new Error('A hold has one transfer.');
    await work(scheme, (tx) =>
      book.ledger.settle(tx, { ...book.details(scheme, 'settle/1'), ...asked, hold }),
    );
    await watch.sealEverything();
    expect(await totals()).toEqual({ issued: '-7', used: '4', opening: '-20' });
  });

  async function totals(): Promise<unknown> {
    const [row]: unknown[] = await book.ownerSource.query(
      'SELECT issued, used, opening FROM seal WHERE scheme_id = $1 ORDER BY number DESC LIMIT 1',
      [scheme],
    );
    return row;
  }

  describe('is signed:', () => {
    it('the signature is of this checkpoint and by this key, and of nothing else', async () => {
      await award('one');
      await watch.sealEverything();
      const { checkpoint, signatures } = await latest();
      const [ours] = signatures;
      if (ours === undefined) throw new Error('A seal is signed.');
      const other = newSealKey();
      expect(isGenuine(checkpoint, ours)).toBe(true);
      expect(isGenuine(checkpoint, { ...ours, publicKey: other.publicKey })).toBe(false);
      expect(isGenuine({ ...checkpoint, entries: checkpoint.entries + 1 }, ours)).toBe(false);
      expect(isGenuine({ ...checkpoint, root: Buffer.alloc(32, 1) }, ours)).toBe(false);
      expect(isGenuine({ ...checkpoint, origin: 'galaxies/another' }, ours)).toBe(false);
    });

    it('what is not an Ed25519 key is refused without quoting it', () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      for (const wrong of [pem, 'secret words', '']) {
        expect(() => SealKey.fromPem(wrong)).toThrow('SEAL_KEY must be an Ed25519 private key');
      }
    });
  });

  describe('gives a checkpoint:', () => {
    it('that is read back as it was written, bare, signed, or with the line ends of another system', async () => {
      await award('one');
      await watch.sealEverything();
      const { checkpoint, signatures } = await latest();
      const text = checkpointText(checkpoint);
      for (const written of [text, signedNote(checkpoint, signatures), text.replaceAll('\n', '\r\n')]) {
        expect(readCheckpoint(written)).toEqual(checkpoint);
      }
    });

    it('and reads nothing into what is not one', () => {
      const root = Buffer.alloc(32).toString('base64');
      for (const wrong of ['', 'galaxies/x\n1\n', `galaxies/x\n1\n${root}\nseal 1\nyesterday\n`]) {
        expect(readCheckpoint(wrong)).toBeUndefined();
      }
    });
  });
});
