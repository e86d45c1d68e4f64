// The checker imports JSON without saying so, which Node.js refuses.
import { register } from "node:module";

register("./json-type.mjs", import.meta.url);
