import type { Profile } from "@quoin/drivers";

import type { Services, SignUpRules } from "../index.ts";
import type { Arrival } from "../sessions/account.ts";
import { viewerOf } from "../sessions/session.ts";
import { type Browser, signIn } from "../sessions/sign-in.ts";

export const closed: SignUpRules = {
  mode: "closed",
  domains: [],
  role: "writer",
  ownerEmail: null,
  setupToken: null,
};

/** How somebody arrives; what is not said is as plain as can be. */
export type Arriving = Partial<Omit<Arrival, "profile"> & Pick<Browser, "isStill">> & {
  rules?: SignUpRules;
};

const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
const origin = { address: "192.0.2.0/24", requestId: "request" };

/** Brings people from Google to a world's door, and says who that makes them. */
export const arrivals =
  (services: Services) =>
  async (said: Partial<Profile>, { rules = closed, isStill = null, ...how }: Arriving = {}) => {
    const profile: Profile = {
      subject: "g-1",
      email: "newcomer@example.com",
      emailVerified: true,
      name: "Nova Comer",
      hostedDomain: null,
      authAt: null,
      ...said,
    };
    const plain = {
      provider: "google",
      intent: "signin",
      invite: null,
      hasSetupToken: false,
    } as const;
    const site = { ...services.site, signUp: rules };
    const arrival = { ...plain, ...how, profile };
    const browser = { meta, oldSid: null, authAt: Date.parse(services.now()), isStill };
    const { token } = await signIn({ ...services, site, origin }, arrival, browser);
    const viewer = await viewerOf(services, token);
    if (!viewer) throw new Error("the new session is dead");
    return viewer.person;
  };
