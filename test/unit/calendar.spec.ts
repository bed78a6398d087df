import { parseIsoInstant } from '../../src/shared/calendar.js';
import { DomainError } from '../../src/shared/domain-error.js';

describe('a moment that somebody writes', () => {
  it.each([
    '2008-10-11T15:30:00+01:00',
    '2008-10-11T15:30Z',
    '2008-10-11T15:30:00.123456-12:00',
    '2008-10-11T15:30:00+14:00',
  ])('%s is read as it is', (text) => {
    expect(parseIsoInstant(text)).toBe(text);
  });

  it.each([
    '2008-10-11T15:30:00+14:30',
    '2008-10-11T15:30:00+18:00',
    '2008-10-11T15:30:00-23:59',
    '2008-02-30T15:30:00Z',
    '2008-10-11T24:00:00Z',
    '2008-10-11T15:30:00',
  ])('%s is refused, for no clock on earth shows it', (text) => {
    expect(() => parseIsoInstant(text)).toThrow(DomainError);
  });

  it.each(['9999-12-31T23:00:00-12:00', '0001-01-01T00:00:00+14:00'])(
    '%s is refused, for elsewhere its year has not four digits',
    (text) => {
      expect(() => parseIsoInstant(text)).toThrow(DomainError);
    },
  );
});
