// What every page starts. Each part looks for its own elements and does nothing where there are none: a page without
// script does the same work by plain forms.
import { alerts } from "./alerts";
import { check } from "./check";
import { imports } from "./imports";
import { keys } from "./keys";
import { passkey } from "./passkey";
import { small } from "./small";

check();
imports();
alerts();
passkey();
small();
keys();
