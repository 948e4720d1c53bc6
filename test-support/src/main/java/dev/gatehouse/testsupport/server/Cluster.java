package dev.gatehouse.testsupport.server;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.database.PrivateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Two nodes of a real cluster in production mode, with their own PostgreSQL and behind a load balancer. */
public final class Cluster implements AutoCloseable {

    private static final int NODES = 2;
    private static final Pattern VIEW =
            Pattern.compile("ISPN000094: Received new cluster view for channel \\S+ \\[[^]]*] \\((\\d+)\\)");

    private final PrivateDatabase postgreSql = PrivateDatabase.postgreSql("cluster-database");
    private final Balancer balancer = new Balancer();
    private final List<TestServer> nodes = new ArrayList<>();

    public Cluster() {
        this(arguments -> TestServer.firstNode(arguments.database(), "node-1", arguments.list()));
        join();
    }

    private Cluster(Function<NodeArguments, TestServer> first) {
        try {
            nodes.add(first.apply(new NodeArguments(postgreSql.database(), arguments())));
            balancer.to(first());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * A cluster with only a first node, which has the JARs of another release.
     *
     * @param providers the JARs
     */
    public static Cluster begunWith(List<Path> providers) {
        return new Cluster(
                arguments -> TestServer.firstNode(arguments.database(), "node-1", arguments.list(), providers));
    }

    /** The arguments of a node. */
    private record NodeArguments(Database database, List<String> list) {}

    /** Adds the second node, with the JARs of this build. */
    public void join() {
        try {
            nodes.add(first().nextNode("node-2", arguments()));
            awaitMembers(NODES);
            toBoth();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private List<String> arguments() {
        return List.of(
                "--hostname=" + balancer.url(),
                "--cache=ispn",
                "--cache-stack=jdbc-ping",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + Ports.anyFreeForJGroups(),
                "--log-level=info,org.infinispan.CLUSTER:info");
    }

    public TestServer first() {
        return nodes.get(0);
    }

    public TestServer second() {
        return nodes.get(1);
    }

    public PrivateDatabase database() {
        return postgreSql;
    }

    /** The other node. */
    public TestServer other(TestServer node) {
        return node == first() ? second() : first();
    }

    /** Waits until every running node sees this number of members. */
    public void awaitMembers(int number) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> nodes.stream().filter(TestServer::isRunning).allMatch(node -> members(node) == number));
    }

    /** The number that the node logged last. */
    private static int members(TestServer node) {
        return VIEW.matcher(node.log())
                .results()
                .mapToInt(view -> Integer.parseInt(view.group(1)))
                .reduce(0, (before, last) -> last);
    }

    /** Forwards everything to one node. */
    public void onlyTo(TestServer node) {
        balancer.to(node);
    }

    /** Forwards everything to both nodes in turn. */
    public void toBoth() {
        balancer.to(first(), second());
    }

    @Override
    public void close() {
        nodes.forEach(TestServer::close);
        balancer.close();
        postgreSql.close();
    }
}
