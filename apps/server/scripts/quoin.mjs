#!/usr/bin/env node
// `pnpm quoin <command>`: does what is asked with the last build, that of the site if one is running.
import "./load-env.mjs";
import { serve } from "./built.mjs";

await serve("quoin.js", { asBuilt: true });
