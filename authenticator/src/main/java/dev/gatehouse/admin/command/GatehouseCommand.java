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
 * <p>It exits with 0 if all went well, with 1 if the doctor finds a hole, if a plan was not applied, if the server refused something or
 * cannot be reached, and with 2 for wrong arguments.
 */
public final class GatehouseCommand {

    private static final int WRONG_ARGUMENTS = 2;
    private static final String DOCTOR = "doctor";
    private static final String SETUP = "setup";
    private static final String UNDO = "undo";

    private static final String USAGE = """
            Usage: java -jar gatehouse-authenticator.jar setup --realm REALM [OPTION]...
                   java -jar gatehouse-authenticator.jar undo --realm REALM [OPTION]...
                   java -jar gatehouse-authenticator.jar doctor --realm REALM [OPTION]...

            setup shows what setting Gatehouse up in the realm changes, asks, and applies it. It starts in the mode observe.
            undo gives back what was there before.
            doctor shows what leaves logins of the realm unprotected or locks users out, and how to close it. It changes
            nothing, and exits with 1 if there is a hole.

            Of all of them:
              --realm REALM       the realm; may be given several times
              --server URL        Keycloak; http://localhost:8080 unless given
              --user NAME         an administrator of the realm, with the password in KC_CLI_PASSWORD;
                                  prompts for it unless set
              --client ID         instead, a client with a service account, with its secret in KC_CLI_CLIENT_SECRET
              --auth-realm REALM  the realm of the administrator or client; master unless given

            Of setup:
              --status            show what was applied
              --yes               apply the plan without asking
              --privileged NAMES  roles and groups that must prove a second factor after a login through a provider
              --apps CLIENTS      apps that only some may enter, with
              --people NAMES      the roles and groups that may
              --recovery          handle forgotten passwords
              --password-rules    add the password rules, with the list of common passwords
              --themes            choose the themes for logins and emails
              --amr               write into tokens how the login was secured
              --test-email        with the plan, send a test email to the address of the account
              --role EXECUTION=ROLE
                                  what an execution does that Gatehouse does not know: password, factor or other

            Of undo:
              --step ID           undo this step only
              --force             also remove flows that somebody has changed since
              --yes               undo without asking
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
            String word = arguments.isEmpty() ? "" : arguments.get(0);
            if (!List.of(DOCTOR, SETUP, UNDO).contains(word)) {
                throw new CommandArguments.Wrong("The command is setup, undo or doctor.");
            }
            CommandArguments given = CommandArguments.parse(arguments.subList(1, arguments.size()), UNDO.equals(word));
            Prompt prompt = Prompt.of(console, environment);
            return DOCTOR.equals(word) ? doctor(given, prompt, out, err) : setup(given, prompt, out, err);
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
        return client(given, prompt, err)
                .map(server -> new DoctorCommand(server, given.realms(), out).run())
                .orElse(1);
    }

    private static int setup(CommandArguments given, Prompt prompt, PrintStream out, PrintStream err) {
        return client(given, prompt, err)
                .map(server -> new SetupCommand(server, given, prompt, out).run())
                .orElse(1);
    }

    private static Optional<AdminClient> client(CommandArguments given, Prompt prompt, PrintStream err) {
        CommandArguments.Account account = given.account();
        String variable = account.isClient() ? "KC_CLI_CLIENT_SECRET" : "KC_CLI_PASSWORD";
        Optional<String> secret = prompt.secret(variable, "Password of " + account.name());
        if (secret.isEmpty()) {
            err.println("Set the password of " + account.name() + " in " + variable + ".");
        }
        return secret.map(password -> new AdminClient(given.server(), account, password));
    }
}
