import { render } from "solid-js/web";
import { App } from "./App.tsx";
import { startLanguage } from "./i18n/index.ts";
import "./ui/styles/styles.css";

const root = document.getElementById("app");
if (root) void startLanguage().then(() => render(() => <App />, root));
