// Puts the README's program and dependencies into the project: what readers copy is what is tried.
def lines = new File(readme).readLines('UTF-8')
        .findAll { it.empty || it.startsWith('    ') }
        .collect { it.empty ? it : it.substring(4) }

def block = { String first, String last ->
    def from = lines.indexOf(first)
    assert from >= 0 : "README: no line '$first'"
    def code = lines.drop(from)
    assert code.contains(last) : "README: no '$last' after '$first'"
    code.take(code.indexOf(last) + 1).join('\n') + '\n'
}

def source = new File(basedir, 'src/main/java/Distances.java')
source.setText(block('import io.separatrix.experiment.Experiment;', '}'), 'UTF-8')

def dependencies = block('<dependencyManagement>', '</dependencyManagement>') + block('<dependencies>', '</dependencies>')
def pom = new File(basedir, 'pom.xml')
pom.setText(pom.getText('UTF-8').replace('<!-- README -->', dependencies.replace('linux-x86_64', platform)), 'UTF-8')
