package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The section "Install" of the README.
 *
 * @param text its Markdown
 */
record InstallSection(String text) {

    private static final Pattern START = Pattern.compile("(?m)^## Install$");
    private static final Pattern END = Pattern.compile("(?m)^## ");
    private static final Pattern SHELL = Pattern.compile("```sh\\s+(.+?)\\s+```", Pattern.DOTALL);
    private static final String SET_UP = " setup ";
    private static final String UNDO = " undo ";

    static InstallSection ofReadme() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("gatehouse.root"), "README.md"));
        String fromThere = START.split(readme, 2)[1];
        return new InstallSection(END.split(fromThere, 2)[0]);
    }

    /** The realm that it names. */
    String realm() {
        return "shop";
    }

    /** The one command that it has, for a server at a URL. */
    String setup(String url) {
        List<String> commands =
                SHELL.matcher(text).results().map(match -> match.group(1)).toList();
        assertThat(commands).as(text).hasSize(1);
        String command = commands.get(0);
        assertThat(command)
                .doesNotContain("\n")
                .startsWith("java -jar gatehouse-authenticator.jar ")
                .contains(SET_UP, "--realm " + realm(), "https://HOST");
        return command.replace("https://HOST", url);
    }

    /** The command that it describes for undoing. */
    String undo(String url) {
        assertThat(text.replaceAll("\\s+", " ")).contains("`undo` in place of `setup`");
        return setup(url).replace(SET_UP, UNDO);
    }
}
