import { type Accessor, type JSX, Match, type Resource, Switch } from "solid-js";

/** What was fetched; until then, and when it could not be, a sentence. */
export function Fetched<T>(props: {
  resource: Resource<T>;
  asking: string;
  failed: string;
  children: (value: Accessor<NonNullable<T>>) => JSX.Element;
}) {
  const known = () => (props.resource.state === "ready" ? props.resource() : undefined);
  return (
    <Switch fallback={<p class="fetched">{props.asking}</p>}>
      <Match when={props.resource.state === "errored"}>
        <p role="alert" class="fetched">
          {props.failed}
        </p>
      </Match>
      <Match when={known()}>{props.children}</Match>
    </Switch>
  );
}
