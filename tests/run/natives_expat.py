"""pyexpat: events, errors with their places, entities, namespaces; and what is built on it."""

import io
import plistlib
import pyexpat
import xml.dom.minidom
import xml.etree.ElementTree as ElementTree

HANDLERS = [
    "StartElementHandler", "EndElementHandler", "CharacterDataHandler", "ProcessingInstructionHandler", "CommentHandler",
    "StartCdataSectionHandler", "EndCdataSectionHandler", "XmlDeclHandler", "StartDoctypeDeclHandler", "EndDoctypeDeclHandler",
    "EntityDeclHandler", "ElementDeclHandler", "AttlistDeclHandler", "NotationDeclHandler", "UnparsedEntityDeclHandler",
    "StartNamespaceDeclHandler", "EndNamespaceDeclHandler", "SkippedEntityHandler",
]


def show(document, separator=None, pieces=None, **settings):
    parser = pyexpat.ParserCreate(None, separator)
    for name, value in settings.items():
        setattr(parser, name, value)

    def handler(name):
        def call(*arguments):
            place = (parser.CurrentLineNumber, parser.CurrentColumnNumber) if "Decl" not in name else ""
            print("  ", name, *map(repr, arguments), place)
        return call

    for name in HANDLERS:
        setattr(parser, name, handler(name))
    print(ascii(document))
    try:
        if pieces:
            for start in range(0, len(document), pieces):
                parser.Parse(document[start:start + pieces])
            parser.Parse(document[:0], True)
        else:
            parser.Parse(document, True)
    except pyexpat.ExpatError as error:
        print("   !", error, error.code, error.lineno, error.offset)


DTD = '''<!DOCTYPE a [<!ENTITY e "v<b/>&#38;amp;">
<!ELEMENT a (b|c)*><!ELEMENT z (#PCDATA|q)*><!ELEMENT y EMPTY><!ELEMENT x (a,b?,(c|d)+)><!ATTLIST a k CDATA "dv" r (x|y)
#REQUIRED i ID #IMPLIED f CDATA #FIXED "ff"><!NOTATION n SYSTEM "nn"><!ENTITY un SYSTEM "u" NDATA n><?pi data?><!-- c -->]>'''

for document in [
    "<a/>", "<a b=\"1\" c='2&#65;&lt;\n'>t&amp;&#x41;x\r\ny</a>", '<?xml version="1.0" standalone="yes"?>\n<a><?q?></a>',
    DTD + "<a>&e;<![CDATA[x<]]y]]><!--z--></a>", DTD + '<a k=" &e; "/>', DTD + "<a>&un;</a>", "<a", "<a>", "</a>", "<a></b>", "",
    "<a/><b/>", "<a>]]></a>", "<a>&x;</a>", '<a b="1" b="2"/>', "<a b=1/>", "<a b/>", "<a><b></a>", "text", "<a>&#0;</a>",
    "<a>\x01</a>", "<!-- a -- b --><a/>", '<a b="<"/>', "<a>&lt</a>", "<a/>text", ' <?xml version="1.0"?><a/>',
    '<!DOCTYPE a SYSTEM "x"><a>&foo;</a>', '<!DOCTYPE a PUBLIC "p" "s"><a/>', "<1/>", '<a><?xml version="1.0"?></a>',
    "<a><![CDATA[x</a>", b"<a>\xff</a>", b"\xef\xbb\xbf<a/>", b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>',
    "<a>\xe9</a>".encode("utf-16"), '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY x "<b>">]><a>&x;</b></a>',
]:
    show(document)
show('<a b="1" d="&lt;"><c/><!--c--><d ></d ></a >', pieces=1)
show("<a>one\ntwo&lt;three</a>", buffer_text=True)
show('<!DOCTYPE a [<!ATTLIST a d CDATA "default">]><a x="1"/>', ordered_attributes=True, specified_attributes=True)
for document in ['<a xmlns="u" xmlns:p="v"><p:b p:c="1" d="2"/><q xmlns=""/></a>', "<p:a/>", '<a xmlns:p=""/>', '<a xmlns:xml="x"/>']:
    show(document, " ")

laughs = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 20}'>" for n in range(1, 9)) + "]><a>&a8;</a>"
parser = pyexpat.ParserCreate()
try:
    parser.Parse(laughs, True)
except pyexpat.ExpatError as error:
    print(error.code, pyexpat.ErrorString(error.code) == pyexpat.errors.XML_ERROR_AMPLIFICATION_LIMIT_BREACH)


def stop(name, attributes):
    raise KeyError(name)


parser = pyexpat.ParserCreate()
parser.StartElementHandler = stop
try:
    parser.Parse("<a/>", True)
except KeyError as error:
    print("stopped at", error)

tree = ElementTree.fromstring('<r xmlns:n="uri"><i k="v">t</i>tail<n:j/></r>')
print(ElementTree.tostring(tree), [child.tag for child in tree], tree.find("i").get("k"))
ElementTree.indent(tree)
print(ElementTree.tostring(tree, encoding="unicode"))
try:
    ElementTree.fromstring("<a><b></a>")
except ElementTree.ParseError as error:
    print(error, error.code, error.position)
print([(event, element.tag) for event, element in ElementTree.iterparse(io.BytesIO(b"<a><b/></a>"), ["start", "end"])])
document = xml.dom.minidom.parseString('<!DOCTYPE x [<!ENTITY e "ent">]><x a="1">&e;<!--c--><y/></x>')
print(document.documentElement.toxml(), document.doctype.name)
data = {"a": [1, 2.5, True, b"bytes"], "b": {"c": "text"}}
print(plistlib.loads(plistlib.dumps(data)) == data, plistlib.loads(plistlib.dumps(data, fmt=plistlib.FMT_BINARY)) == data)
