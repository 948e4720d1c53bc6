package dev.gatehouse.admin.command;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar gatehouse-authenticator.jar}: the command for administrators. The JAR that runs in Keycloak is the command too, so there
 * is no further file to install, and the versions of both are the same.
 *
 * <p>It exits with 0 if all went well, with 1 if the doctor finds a hole, if the server refused something or cannot be reached, and with 2
 * for wrong arguments.
 */
public final class GatehouseCommand {

    private static final int WRONG_ARGUMENTS = 2;

    private static final String USAGE = """
            Usage: java -jar gatehouse-authenticator.jar doctor --realm REALM [OPTION]...

            Shows what leaves logins of the realm unprotected or locks users out, and how to close it. It changes nothing,
            and exits with 1 if there is a hole.

              --realm REALM       the realm; may be given several times
              --server URL        Keycloak; http://localhost:8080 unless given
              --user NAME         an administrator of the realm, with the password in KC_CLI_PASSWORD;
                                  prompts for it unless set
              --client ID         instead, a client with a service account, with its secret in KC_CLI_CLIENT_SECRET
              --auth-realm REALM  the realm of the administrator or client; master unless given
            """;

    private GatehouseCommand() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), System.console(), out, err));
    }

    /**
     * Runs the command.
     *
     * @param console asks for passwords; {@code null} if nobody is there to answer
     * @return the exit status
     */
    static int run(
            List<String> arguments,
            Map<String, String> environment,
            @Nullable Console console,
            PrintStream out,
            PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h") || arguments.contains("help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            if (arguments.isEmpty() || !"doctor".equals(arguments.get(0))) {
                throw new CommandArguments.Wrong("The command is doctor.");
            }
            return doctor(
                    CommandArguments.parse(arguments.subList(1, arguments.size())),
                    Prompt.of(console, environment),
                    out,
                    err);
        } catch (CommandArguments.Wrong wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return WRONG_ARGUMENTS;
        } catch (AdminClient.Refused refused) {
            err.println(refused.getMessage());
            return 1;
        }
    }

    private static int doctor(CommandArguments given, Prompt prompt, PrintStream out, PrintStream err) {
        if (given.action() != CommandArguments.Action.PLAN || !given.options().isEmpty()) {
            throw new CommandArguments.Wrong("The doctor only reads, and takes no option of the set-up.");
        }
        CommandArguments.Account account = given.account();
        String variable = account.isClient() ? "KC_CLI_CLIENT_SECRET" : "KC_CLI_PASSWORD";
        Optional<String> secret = prompt.secret(variable, "Password of " + account.name());
        if (secret.isEmpty()) {
            err.println("Set the password of " + account.name() + " in " + variable + ".");
            return 1;
        }
        AdminClient server = new AdminClient(given.server(), account, secret.get());
        return new DoctorCommand(server, given.realms(), out).run();
    }
}
