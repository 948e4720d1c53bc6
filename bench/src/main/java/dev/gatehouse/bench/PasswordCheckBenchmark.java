package dev.gatehouse.bench;

import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.list.PasswordList;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import dev.gatehouse.password.rules.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.passay.PasswordData;
import org.passay.PasswordValidator;
import org.passay.ValidationResult;

/** The check of one password that finds all broken rules, compared with Keycloak's built-in policies and Passay. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PasswordCheckBenchmark {

    /** A valid password, one that breaks nearly all rules, and a long one. */
    @Param({"Xk7!mq2#Lw", "abc", "correct Horse battery 5taple, and then some more words to the end of it!"})
    public String password;

    private final Person person = new Person("alice.b", "alice@acme.test", "Alice", "Baker");
    private final PasswordRules rules = Configuration.parse("").settings().rules();
    private final PasswordRules withList =
            Configuration.parse("common=exact").settings().rules();
    private final PasswordRules everything = Configuration.parse("not=username,email,name repeats=2 common=core")
            .settings()
            .rules();
    private CommonPasswordLookup shipped;
    private List<PasswordPolicyProvider> keycloak;
    private PasswordValidator passay;
    private PasswordValidator passayWithList;

    /** Opens the list and sets up the other libraries. */
    @Setup
    public void setUp() throws IOException {
        shipped = PasswordList.shipped();
        keycloak = KeycloakPolicies.six();
        passay = PassayRules.defaultRules();
        passayWithList = PassayRules.withWords(49_263);
    }

    /** The default rules. */
    @Benchmark
    public List<Violation> gatehouse() {
        return rules.check(password, person, shipped);
    }

    /** The default rules and the shipped list. */
    @Benchmark
    public List<Violation> gatehouseWithList() {
        return withList.check(password, person, shipped);
    }

    /** All rules. */
    @Benchmark
    public List<Violation> gatehouseEverything() {
        return everything.check(password, person, shipped);
    }

    /** Keycloak's length, maxLength, lowerCase, upperCase, digits and specialChars, all evaluated regardless of earlier failures. */
    @Benchmark
    public List<PolicyError> keycloakSixPolicies() {
        List<PolicyError> errors = new ArrayList<>();
        for (PasswordPolicyProvider policy : keycloak) {
            PolicyError error = policy.validate("alice.b", password);
            if (error != null) {
                errors.add(error);
            }
        }
        return errors;
    }

    /** The default rules in Passay. */
    @Benchmark
    public ValidationResult passay() {
        return passay.validate(new PasswordData("alice.b", password));
    }

    /** The default rules in Passay, and a dictionary with as many words as the shipped list. */
    @Benchmark
    public ValidationResult passayWithList() {
        return passayWithList.validate(new PasswordData("alice.b", password));
    }
}
