/** What the browser's round trip to a provider needs to be remembered by. Never leaves the server. */
export interface BegunSignIn {
  /** Where to send the browser. */
  url: URL;
  state: string;
  nonce: string;
  codeVerifier: string;
  /**
   * When it asks somebody to prove themselves once more, the moment it does, in seconds since the
   * epoch: who proved it before then has not done it again. Null when it does not ask.
   */
  authSince: number | null;
}

/** Who the provider says signed in. */
export interface Profile {
  /** The provider's own name for the person (`sub`). */
  subject: string;
  /** Null when the provider gave none. */
  email: string | null;
  /** Strictly `true` in the id_token. */
  emailVerified: boolean;
  name: string | null;
  /** The Workspace domain (`hd`), for sign-up by domain. Google's alone; null from all others. */
  hostedDomain: string | null;
  /** When they last proved it (`auth_time`), in milliseconds; null where the provider is silent. */
  authAt: number | null;
}

/** Why a sign-in could not be finished. */
export class IdentityFailure extends Error {
  override readonly name = "IdentityFailure";
  /**
   * `unavailable`: no answer in time. `failed`: an answer that is an error or no answer to the
   * question. `expired`: the code is used, too old or not ours. `untrusted`: a claim did not hold.
   */
  readonly reason: "unavailable" | "failed" | "expired" | "untrusted";

  constructor(reason: IdentityFailure["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** An OpenID provider as the relying party sees it: one code path for Google and every other. */
export interface IdentityProvider {
  /** Stored with every identity and in addresses: "google", "local". */
  readonly id: string;
  /** For the button: "Continue with {label}". */
  readonly label: string;
  /** The issuer exactly as its tokens name it (RFC 9207). */
  readonly issuer: string;
  /** True when it asks for the password once more when told to. Google does not. */
  readonly canAskAgain: boolean;

  /**
   * Makes state, nonce and PKCE verifier anew, and the address that carries them. Asks nobody.
   * `isAgain`: somebody who is signed in must prove it once more, where the provider can ask.
   */
  begin(how?: { isAgain: boolean }): BegunSignIn;

  /**
   * Exchanges the code and verifies the id_token: signature, issuer, audience, times, nonce.
   * Every call out has a limit of 5 seconds.
   *
   * @throws IdentityFailure
   */
  finish(
    answer: { code: string } & Pick<BegunSignIn, "codeVerifier" | "nonce" | "authSince">,
  ): Promise<Profile>;
}
