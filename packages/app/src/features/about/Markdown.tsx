import { marked, type Token, type Tokens } from "marked";
import { createMemo, For, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { keepSigns } from "../../i18n/language.ts";
import "../../ui/table/table.css";

/** Text with its code, emphasis and links; anything else shows as it was written, so that no markup can come in. */
function Inline(props: { tokens: readonly Token[] | undefined }) {
  return (
    <For each={props.tokens ?? []}>
      {(token) => {
        if (token.type === "codespan") return <code>{token["text"]}</code>;
        if (token.type === "strong") return <strong>{token["text"]}</strong>;
        if (token.type === "em") return <em>{token["text"]}</em>;
        return "tokens" in token && token.tokens ? <Inline tokens={token.tokens} /> : unescapeText(token.raw);
      }}
    </For>
  );
}

/** A backslash before punctuation only says that it is meant as it stands. */
const unescapeText = (raw: string) => keepSigns(raw.replace(/\\([!-/:-@[-`{-~])/g, "$1"));

/** On a narrow screen a table scrolls, for which a keyboard needs its focus and a screen reader a name for it. */
function Table(props: { table: Tokens.Table }) {
  const columns = () => props.table.header.map(({ text }) => text).join(", ");
  return (
    <section class="table-scroll" tabindex="0" aria-label={columns()}>
      <table class="table table--figures">
        <thead>
          <tr>
            <For each={props.table.header}>
              {(cell) => (
                <th scope="col">
                  <Inline tokens={cell.tokens} />
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.table.rows}>
            {(row) => (
              <tr>
                <For each={row}>
                  {(cell) => (
                    <td>
                      <Inline tokens={cell.tokens} />
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

/** Headings of a card come two steps below the page's own. */
const headingTag = (depth: number) => `h${Math.min(6, depth + 2)}`;

const BLOCKS: Record<string, (token: Token) => JSX.Element> = {
  heading: (token) => (
    <Dynamic component={headingTag((token as Tokens.Heading).depth)}>
      <Inline tokens={(token as Tokens.Heading).tokens} />
    </Dynamic>
  ),
  paragraph: (token) => (
    <p>
      <Inline tokens={(token as Tokens.Paragraph).tokens} />
    </p>
  ),
  code: (token) => <pre>{(token as Tokens.Code).text}</pre>,
  list: (token) => (
    <ul class="bullets">
      <For each={(token as Tokens.List).items}>
        {(item) => (
          <li>
            <Inline tokens={item.tokens} />
          </li>
        )}
      </For>
    </ul>
  ),
  table: (token) => <Table table={token as Tokens.Table} />,
};

/** Markdown as the trainer writes it: headings, paragraphs, lists, tables and code. */
export function Markdown(props: { text: string }) {
  const blocks = createMemo(() => marked.lexer(props.text));
  return <For each={blocks()}>{(token) => BLOCKS[token.type]?.(token)}</For>;
}
