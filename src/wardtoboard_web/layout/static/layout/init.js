// Brings the NHS components to life. Every page works without it.
import { initAll } from "../vendor/nhsuk/nhsuk-frontend.min.js";

initAll();
