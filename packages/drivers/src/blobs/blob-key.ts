const allowed = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/**
 * Lets only keys through that the server could have made: letters, digits, `.`, `_` and `-` in
 * segments that begin with a letter or digit. No key can climb out of a folder.
 */
export function checkKey(key: string): string {
  if (key.length > 200 || !allowed.test(key)) throw new TypeError("that is not a blob key");
  return key;
}
