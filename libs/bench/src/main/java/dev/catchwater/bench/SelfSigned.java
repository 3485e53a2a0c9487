package dev.catchwater.bench;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate for 127.0.0.1, made by the JDK's keytool. */
record SelfSigned(Path store, Path certificate) {
    private static final String PASSWORD = "not-a-secret";

    static SelfSigned make() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench");
        SelfSigned made = new SelfSigned(folder.resolve("store.p12"), folder.resolve("certificate.pem"));
        List<String> common = List.of(
                "-alias",
                "it",
                "-storepass",
                PASSWORD,
                "-keystore",
                made.store().toString());
        keytool(
                common,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12");
        keytool(common, "-exportcert", "-rfc", "-file", made.certificate().toString());
        return made;
    }

    private static void keytool(List<String> common, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(common);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("keytool ended with " + status);
        }
    }

    PfxOptions forServer() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }
}
