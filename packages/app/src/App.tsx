import { ReadPage } from "./features/read/ReadPage.tsx";
import { createDocumentLanguage } from "./i18n/index.ts";
import { Masthead } from "./ui/Masthead.tsx";
import { createDocumentTheme } from "./ui/theme.ts";

export function App() {
  createDocumentLanguage();
  createDocumentTheme();
  return (
    <>
      <Masthead />
      <ReadPage />
    </>
  );
}
