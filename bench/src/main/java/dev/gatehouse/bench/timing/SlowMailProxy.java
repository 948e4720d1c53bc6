package dev.gatehouse.bench.timing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A proxy to a mail server that delays every reply. */
final class SlowMailProxy implements AutoCloseable {

    private static final int MOST_AT_ONCE = 8192;

    private final ServerSocket end;
    private final int mailServer;
    private final Duration perReply;

    /**
     * Opens the proxy.
     *
     * @param mailServer the port of the mail server on this machine
     */
    SlowMailProxy(int mailServer, Duration perReply) throws IOException {
        this.mailServer = mailServer;
        this.perReply = perReply;
        this.end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The port to use as the mail server's. */
    int port() {
        return end.getLocalPort();
    }

    private void accept() {
        while (!end.isClosed()) {
            try {
                Socket client = end.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), mailServer);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> carry(client, server, Duration.ZERO));
                start(() -> carry(server, client, perReply));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void carry(Socket from, Socket to, Duration delay) {
        byte[] part = new byte[MOST_AT_ONCE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                Thread.sleep(delay.toMillis());
                out.write(part, 0, length);
            }
        } catch (IOException disconnected) {
            // the other side is closed too
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
