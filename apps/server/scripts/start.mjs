// `pnpm start`: builds what has changed since the last build, then serves.
import "./load-env.mjs";
import { serve } from "./built.mjs";

await serve("main.js");
