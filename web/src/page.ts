// What every page starts. Each part looks for its own elements and does nothing where there are none: a page without
// script does the same work by plain forms.
import { again } from "./again";
import { alerts } from "./alerts";
import { check } from "./check";
import { elsewhere } from "./elsewhere";
import { imports } from "./imports";
import { keys } from "./keys";
import { live } from "./live";
import { passkey } from "./passkey";
import { draft } from "./draft";
import { small } from "./small";
import { sound } from "./sound";
import { walk } from "./walk";

check();
imports();
const stream = live();
alerts(stream);
again(stream);
elsewhere(stream);
passkey();
small();
keys();
walk();
draft();
sound(Boolean(document.body.dataset["life"]));
