#!/usr/bin/env node
// `pnpm quoin <command>`: builds what has changed since the last build, then does what is asked.
import "./load-env.mjs";
import { serve } from "./built.mjs";

await serve("quoin.js");
