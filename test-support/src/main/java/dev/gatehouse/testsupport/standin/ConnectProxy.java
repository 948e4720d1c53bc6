package dev.gatehouse.testsupport.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that redirects the tunnels to some hosts to one port of this machine, and refuses every other. */
final class ConnectProxy implements AutoCloseable {

    private static final int LONGEST_HEAD = 8192;

    private final Set<String> hosts;
    private final InetSocketAddress target;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        return thread;
    });

    ConnectProxy(Set<String> hosts, InetSocketAddress target) {
        this.hosts = hosts;
        this.target = target;
        try {
            socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket client = accepted) {
            String[] request = head(client.getInputStream()).split("[ \r\n]");
            if (request.length < 2
                    || !request[0].equals("CONNECT")
                    || !hosts.contains(request[1].replaceFirst(":443$", ""))) {
                answer(client, "403 Forbidden");
                return;
            }
            try (Socket server = new Socket(target.getAddress(), target.getPort())) {
                answer(client, "200 OK");
                threads.execute(() -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException closed) {
            // One end closed the connection; the other notices when both sockets are closed.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException closed) {
            // As above.
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads up to the empty line and no byte further, because the rest belongs to the tunnel. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
