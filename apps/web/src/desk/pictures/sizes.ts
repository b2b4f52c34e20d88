const megabytes = new Intl.NumberFormat(undefined, {
  style: "unit",
  unit: "megabyte",
  maximumFractionDigits: 1,
});
const kilobytes = new Intl.NumberFormat(undefined, {
  style: "unit",
  unit: "kilobyte",
  maximumFractionDigits: 0,
});

/** A size as people say it: "640 kB", "3.4 MB". */
export const sizeOf = (bytes: number) =>
  bytes < 1_000_000
    ? kilobytes.format(Math.ceil(bytes / 1000))
    : megabytes.format(bytes / 1_000_000);
