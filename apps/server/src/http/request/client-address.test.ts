import { expect, test } from "vitest";

import { clientAddress, truncatedAddress } from "./client-address.ts";

const socket = "198.51.100.7";

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["::ffff:c633:6407", "198.51.100.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  [undefined, "unknown"],
  ["nonsense", "unknown"],
])("S-34: a connection from %s counts as %s", (address, counted) => {
  expect(clientAddress(address, undefined, 0)).toBe(counted);
});

test.each<[string, string | undefined, number, string]>([
  ["nobody is believed without a trusted proxy", "203.0.113.1", 0, socket],
  ["one proxy: the last entry", "203.0.113.1, 203.0.113.2", 1, "203.0.113.2"],
  ["two proxies: the one before", "6.6.6.6, 203.0.113.1, 203.0.113.2", 2, "203.0.113.1"],
  ["a chain too short is no chain", "203.0.113.1", 2, socket],
  ["no chain", undefined, 1, socket],
  ["an entry that is no address", "203.0.113.1, unknown", 1, socket],
  ["a port beside it", "203.0.113.1:4711", 1, "203.0.113.1"],
  ["IPv6 in brackets with a port", "[2001:db8:1:2::9]:4711", 1, "2001:db8:1:2::/64"],
])("S-34: behind proxies, %s", (_, chain, trusted, counted) => {
  expect(clientAddress(socket, chain, trusted)).toBe(counted);
});

test("S-34: a chain somebody makes up does not change whom they count as", () => {
  const spoofed = ["1.1.1.1", "2.2.2.2, 3.3.3.3"].map((chain) =>
    clientAddress(socket, `${chain}, 203.0.113.9`, 1),
  );
  expect(new Set(spoofed)).toEqual(new Set(["203.0.113.9"]));
});

test.each([
  ["203.0.113.9", "203.0.113.0/24"],
  ["2001:db8:1:2::/64", "2001:db8:1::/48"],
  ["unknown", "unknown"],
])("S-09: of %s a person sees %s", (address, shown) => {
  expect(truncatedAddress(address)).toBe(shown);
});
