/** The alphabet that every phone has. */
const GSM_7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

/** What looks or reads alike in that alphabet. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‛': "'", '`': "'", '´': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{ '–': '-', '—': '-', '‐': '-', '‑': '-', '−': '-', '~': '-', '…': '...', '•': '-', '·': '.' },
  ...{
    '[': '(',
    ']': ')',
    '{': '(',
    '}': ')',
    '|': '/',
    '\\': '/',
    '^': '',
    '€': 'EUR',
    '\t': ' ',
    '\u00a0': ' ',
  },
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', œ: 'oe', Œ: 'OE', ı: 'i' },
};

/** The text in the alphabet that every phone has; what has no likeness there is left out. */
export function inGsm7(text: string): string {
  const letters = Array.from(text.normalize('NFC'), (letter) => {
    if (GSM_7.test(letter)) return letter;
    const alike = ALIKE[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
    return GSM_7.test(alike) ? alike : '';
  });
  return letters.join('').replace(/ {2,}/g, ' ').trim();
}

/** True when a text goes out as one: at most 160 characters, all of the alphabet that every phone has. */
export function fitsOneText(body: string): boolean {
  return body.length <= 160 && GSM_7.test(body);
}

/** The text in at most so many characters, cut between words where that can be. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 3);
  const atWord = cut.slice(0, Math.max(0, cut.lastIndexOf(' '))).trimEnd();
  return `${atWord.length >= most / 2 ? atWord : cut.trimEnd()}...`;
}
