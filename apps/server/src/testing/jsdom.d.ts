// Its own types are a package larger than the two words of it that are used here.
declare module "jsdom" {
  export class JSDOM {
    readonly window: Pick<typeof globalThis, "DOMParser">;
  }
}
