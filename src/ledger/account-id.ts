import { createHash } from 'node:crypto';
import { type AccountId, parseId, type SchemeId } from '../shared/ids.js';
import { type AccountRef, kindOf, ownerOf } from './account.js';

/**
 * The id of any account of a scheme. It follows from whose the account is, as `account_id_of` in the database says too:
 * what a participant may use goes by the participant's own id, any other account by a hash. Those of the scheme are worked
 * out once.
 */
export function accountIdsOf(scheme: SchemeId): (account: AccountRef) => AccountId {
  const known = new Map<AccountRef, AccountId>();
  return (account) => {
    if (typeof account !== 'string' && account.kind === 'available') return parseId(account.participant);
    const id = known.get(account) ?? hashed(scheme, account);
    known.set(account, id);
    return id;
  };
}

function hashed(scheme: SchemeId, account: AccountRef): AccountId {
  const hash = createHash('md5')
    .update(`${scheme}/${ownerOf(account, scheme)}/${kindOf(account)}`)
    .digest('hex');
  return parseId(hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
