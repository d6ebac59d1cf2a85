import { render } from "solid-js/web";
import { App } from "./App.tsx";
import { keepInstallOffer } from "./features/install/offer.ts";
import { startLanguage } from "./i18n/index.ts";
import "./ui/styles/styles.css";

keepInstallOffer();
const root = document.getElementById("app");
if (root) void startLanguage().then(() => render(() => <App />, root));
