import { addCopyButtons } from "./enhance/copy-code.ts";
import { followSections } from "./enhance/current-section.ts";
import { startSearchKeys } from "./enhance/search-keys.ts";
import { relabelSignIn } from "./enhance/sign-in-link.ts";
import { startThemeSwitch } from "./enhance/theme-switch.ts";
import { addWrapSwitches } from "./enhance/wrap-code.ts";
import { addZoom } from "./enhance/zoom-pictures.ts";

// All a reading page runs. Each piece adds to a page that is complete without it.
startThemeSwitch();
relabelSignIn();
addCopyButtons();
addWrapSwitches();
startSearchKeys();
followSections();
addZoom();
