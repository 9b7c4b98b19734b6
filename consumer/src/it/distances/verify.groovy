// The program's line against the closed form that NearestMean printed.
def log = new File(basedir, 'build.log').getText('UTF-8')
def number = /(\d\.\d{3})/
def expected = log =~ /closed form: $number/
def found = log =~ /$number of an image's norm, 95 % interval $number to $number/
assert expected.find() : 'NearestMean printed no closed form'
assert found.find() : 'Distances printed no number with its interval'

def (mean, low, high) = (1..3).collect { new BigDecimal(found.group(it)) }
assert low < mean && mean < high
assert (mean - new BigDecimal(expected.group(1))).abs() <= 0.001
