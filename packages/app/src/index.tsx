import { render } from "solid-js/web";
import { App } from "./App.tsx";
import "./ui/styles/styles.css";

const root = document.getElementById("app");
if (root) render(() => <App />, root);
