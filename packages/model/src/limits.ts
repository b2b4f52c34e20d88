/**
 * How long each field may be, in UTF-16 code units. Shapes and forms read the same. Those of a text
 * are beside it (`textLimits`).
 */
export const maxLengths = {
  slug: 100,
  webAddress: 2000,
  versionName: 100,
  /** Of what is looked for in lists of the desk. */
  query: 100,
  personName: 100,
  handle: 40,
  bio: 1000,
  email: 254,
  siteTitle: 100,
  siteDescription: 500,
  language: 100,
  navigationLabel: 60,
  tagDescription: 1000,
} as const;
