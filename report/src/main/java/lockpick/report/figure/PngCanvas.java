package lockpick.report.figure;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/** Draws as PNG at twice the nominal size, with a font that the machine has. */
final class PngCanvas implements Canvas {
    private static final int SCALE = 2;
    private static final List<String> FONTS =
            List.of("Inter", "Helvetica Neue", "Segoe UI", "Roboto", "Arial", "Liberation Sans", "Noto Sans");

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final String font = font();

    PngCanvas(double width, double height) {
        image = new BufferedImage((int) (width * SCALE), (int) (height * SCALE), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Whether this machine has any font, without which Java draws no text. */
    static boolean canDrawText() {
        System.setProperty("java.awt.headless", "true");
        try {
            return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
        } catch (LinkageError | InternalError | RuntimeException e) {
            return false; // how Java says that fontconfig or freetype is not installed differs from version to version
        }
    }

    private static String font() {
        Set<String> installed = Set.copyOf(
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
        return FONTS.stream().filter(installed::contains).findFirst().orElse(Font.SANS_SERIF);
    }

    @Override
    public void line(List<Point> points, String colour, double width, double dash) {
        graphics.setColor(Color.decode(colour));
        graphics.setStroke(
                dash > 0
                        ? new BasicStroke(
                                (float) width,
                                BasicStroke.CAP_BUTT,
                                BasicStroke.JOIN_ROUND,
                                1,
                                new float[] {(float) dash},
                                0)
                        : new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(path(points));
    }

    @Override
    public void circle(double x, double y, double radius, String colour, double opacity) {
        fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), colour, opacity);
    }

    @Override
    public void polygon(List<Point> corners, String colour, double opacity) {
        Path2D path = path(corners);
        path.closePath();
        fill(path, colour, opacity);
    }

    private void fill(java.awt.Shape shape, String colour, double opacity) {
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
        graphics.setColor(Color.decode(colour));
        graphics.fill(shape);
        graphics.setComposite(before);
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.getFirst().x(), points.getFirst().y());
        points.stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
        return path;
    }

    @Override
    public void text(Text text) {
        graphics.setFont(new Font(font, text.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) text.size()));
        graphics.setColor(Color.decode(text.colour()));
        double width =
                graphics.getFontMetrics().getStringBounds(text.text(), graphics).getWidth();
        double shift = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        AffineTransform before = graphics.getTransform();
        graphics.translate(text.x(), text.y());
        if (text.upwards()) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.drawString(text.text(), (float) shift, 0);
        graphics.setTransform(before);
    }

    void write(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }
}
