import { Argument, Command, type Option } from "commander";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** The script of `program`'s commands and options for each shell; made of the program itself, it knows them all. */
export function completionCommand(program: Command): Command {
  return new Command("completion")
    .description("print a script that lets a shell complete commands and options")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .addHelpText("after", "\nExample:\n  siffra completion bash > ~/.local/share/bash-completion/completions/siffra")
    .action((shell: Shell) => void process.stdout.write(SCRIPTS[shell](program)));
}

const SCRIPTS: Record<Shell, (program: Command) => string> = { bash, zsh, fish };

const longOptions = (command: Command) => [...command.options.flatMap(({ long }) => long ?? []), "--help"];
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Single words that an option takes: its choices. */
const choicesOf = ({ argChoices }: Option) => argChoices ?? [];

function bash(program: Command): string {
  const names = program.commands.map((command) => command.name());
  const cases = program.commands.map((command) => {
    const words = command.options.flatMap((option) =>
      option.long && choicesOf(option).length > 0 ? [`${option.long}) words="${choicesOf(option).join(" ")}";;`] : [],
    );
    const byOption = words.length > 0 ? `case "$previous" in ${words.join(" ")} esac;` : "";
    return `    ${command.name()}) words="${longOptions(command).join(" ")}"; ${byOption};;`.replace(";;;", ";;");
  });
  return `# siffra completion bash
_siffra() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} ${longOptions(program).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _siffra siffra
`;
}

function zsh(program: Command): string {
  const describe = (command: Command) => quoted(`${command.name()}:${command.description()}`);
  const cases = program.commands.map((command) => {
    const options = command.options.map(({ long, description, required, ...option }) => {
      const choices = (option.argChoices ?? []).join(" ");
      const value = required ? `:value:${choices ? `(${choices})` : "_files"}` : "";
      return quoted(`${long}[${description.replaceAll(/[[\]:]/g, " ")}]${value}`);
    });
    return `    ${command.name()}) _arguments ${options.join(" ")} '*:file:_files';;`;
  });
  return `#compdef siffra
# siffra completion zsh
_siffra() {
  local -a commands=(${program.commands.map(describe).join(" ")})
  if (( CURRENT == 2 )); then _describe 'command' commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
compdef _siffra siffra
`;
}

function fish(program: Command): string {
  const commands = program.commands.flatMap((command) => [
    `complete -c siffra -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted(command.description())}`,
    ...command.options.map((option) => {
      const choices = choicesOf(option);
      const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(" "))}` : option.required ? " -r" : "";
      const seen = `__fish_seen_subcommand_from ${command.name()}`;
      return `complete -c siffra -n ${quoted(seen)} -l ${option.long?.slice(2)}${value} -d ${quoted(option.description)}`;
    }),
  ]);
  return `# siffra completion fish\n${commands.join("\n")}\n`;
}
