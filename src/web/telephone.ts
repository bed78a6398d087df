/** A telephone number as people here write it: "07700 900 982" for +447700900982. One of another country stays as it is. */
export function inGroups(phone: string): string {
  const [, area = '', middle = '', last = ''] = /^\+44(\d{4})(\d{3})(\d{3})$/.exec(phone) ?? [];
  return area === '' ? phone : `0${area} ${middle} ${last}`;
}

/** A number that stays on one line where there is room for it. */
export function unbroken(phone: string): string {
  return phone.replaceAll(' ', '\u00a0');
}

/** A telephone number as a link dials it. */
export function dialled(phone: string): string {
  return phone.replace(/[^0-9+]/g, '');
}
