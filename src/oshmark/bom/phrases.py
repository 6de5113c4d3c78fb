# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  the words of a field stay together
"""The headings of columns, in the languages in which bills of materials are kept, by what they mean.

Where a word has several meanings its fields are listed in the order in which they are tried.
"""

from __future__ import annotations

from oshmark.bom.model import Field

F = Field

PHRASES: dict[tuple[Field, ...], str] = {
    (F.LINE,): """line|line no|line number|line item|pos|pos nr|pos no|position|posnr|item no|item nr|item number|
        index|idx|row|sl no|s no|sr no|serial no|sno|no|nr|n°|nº|n|#|lfd nr|lfdnr|laufende nummer|zeile|
        repère|rep|ligne|núm|num|nro|posición|posizione|riga|posição|linha|volgnr|regel|序号|编号|项次|項次|行号|项目号|番号|項番|№""",
    (F.LINE, F.NAME, F.NUMBER): "item|items|item #|item id|ítem|artículo|artigo",
    (F.LINE, F.DESIGNATORS, F.NUMBER): "id|identifier|kennung|ident|tag",
    (F.LINE, F.NUMBER, F.MPN): "number|nummer|numéro|número|numero",
    (
        F.LINE,
        F.DESIGNATORS,
        F.NAME,
    ): "component|components|bauteil|bauteile|composant|composants|componente|componentes|componenti|onderdeel|元件|元器件|部品|器件",
    (
        F.DESIGNATORS,
        F.NAME,
    ): "part|parts|teile|teil|pieza|piezas|parte|partes|parti|pièce|pièces|peça|peças|onderdelen|零件|部件|物料",
    (
        F.DESIGNATORS,
        F.REMARK,
        F.NUMBER,
    ): "reference|references|reference s|ref|refs|referenz|referenzen|référence|références|referencia|referencias|riferimento|riferimenti|referência|referências|referentie|記号|符号",
    (
        F.DESIGNATORS,
    ): """designator|designators|refdes|ref des|reference designator|reference designators|ref designator|
        reference designation|part reference|part references|component reference|schematic reference|bezeichner|
        bauteilreferenz|bestückungsreferenz|referenzbezeichner|repères|désignateur|designador|designadores|designatore|
        designatori|位号|标号|元件位号|元件标号|位置|部品番号 ref|リファレンス|参照|部品記号|回路記号""",
    (F.NAME, F.DESIGNATORS): "designation|désignation|denominazione",
    (F.NAME,): """name|names|part name|partname|component name|item name|product|product name|material name|title|
        part designation|component title|artikelname|artikel|bauteilname|bezeichnung|teilebezeichnung|benennung|teilename|
        bauteilbezeichnung|produkt|produktname|gegenstand|nom|nom de la pièce|dénomination|article|libellé|produit|
        nombre|nombre de la pieza|denominación|producto|elemento|nome|nome parte|prodotto|articolo|componente nome|
        nome da peça|produto|designação|naam|benaming|omschrijving onderdeel|
        名称|品名|物料名称|零件名称|元件名称|部件名称|产品名称|商品名称|商品名|部品名|名前|品目|部件|材料名称|hardware|what|thing""",
    (F.DESCRIPTION,): """description|descriptions|desc|descr|item description|part description|component description|
        product description|description of part|part and description|details|detail|specification|specifications|spec|specs|
        beschreibung|artikelbeschreibung|spezifikation|technische daten|désignation description|descriptif|spécification|
        descripción|descripcion|especificación|especificaciones|descrizione|specifica|descrição|descricao|especificação|
        omschrijving|beschrijving|specificatie|描述|规格|规格型号|物料描述|元件描述|说明|規格|仕様|説明|内容|型号规格|参数|封装规格""",
    (
        F.VALUE,
    ): "value|values|val|wert|werte|bauteilwert|valeur|valor|valores|valore|valori|waarde|component value|值|参数值|阻值|容值|値|定数",
    (
        F.QUANTITY,
    ): """quantity|quantities|qty|qnty|qty s|qnt|quant|qtys|quan|qty per board|quantity per pcb|quantity per board|qty pcb|
        qty board|qty per pcb|qty required|quantity required|quantity needed|qty needed|required quantity|needed|required|
        number needed|number required|number of|number of parts|number of pieces|no of|no off|no of pieces|no required|
        units|pcs|pieces|pc|count|amount|amounts|total quantity|total qty|quantity total|qty total|build quantity|how many|per unit qty|
        order quantity|order qty|qty per unit|qty per kit|quantity per unit|quantity per assembly|qty per assembly|
        menge|mengen|anzahl|anz|stück|stückzahl|stk|stck|stueck|stueckzahl|benötigte menge|gesamtmenge|anzahl stück|
        quantité|quantités|quantite|qté|qte|nombre requis|nb|nbre|quantité requise|quantité totale|
        cantidad|cantidades|cant|cantidad total|unidades|uds|cantidad requerida|
        quantità|quantita|qta|qtà|pezzi|numero pezzi|quantità totale|quantidade|quantidades|qtd|qtde|qde|quant|
        aantal|hoeveelheid|stuks|数量|个数|用量|数目|总数量|总用量|单机用量|单板用量|使用数量|需求数量|個数|員数|数|所要量""",
    (
        F.UNIT,
    ): """unit|uom|unit of measure|units of measure|measure|unit type|qty unit|quantity unit|einheit|mengeneinheit|me|
        einh|unité|unite|unidad|unidad de medida|unità|unita|unità di misura|um|unidade|un|eenheid|单位|計量単位|単位""",
    (
        F.MANUFACTURER,
    ): """manufacturer|manufacturers|manufacturer name|mfr|mfr name|mfg|mfg name|manuf|manf|mnf|mfgr|maker|brand|make|
        manufacturer 1|hersteller|herstellername|marke|fabrikat|fabricant|fabriquant|marque|fabricante|marca|produttore|
        costruttore|fabrikant|merk|制造商|厂商|厂家|品牌|生产商|生产厂家|制造厂商|制造厂家|メーカー|メーカ|製造元|メーカー名""",
    (
        F.MPN,
    ): """mpn|mpns|manufacturer part number|manufacturer part no|manufacturer partno|manufacturer part|manufacturer part nr|
        manufacturers part number|manufacturer s part number|manufacturer number|manufacturer no|manufacturer pn|
        manufacturer p n|manufacturer code|manufacturer ref|manufacturer reference|manufacturer part num|
        mfr part number|mfr part no|mfr part|mfr no|mfr pn|mfr p n|mfr number|mfr part #|mfr #|mfg part number|mfg part no|mfg part|mfg pn|mfg p n|
        mfg part #|mfgpn|mfr part num|manf part number|manf#|manf #|manf|mnf part|manpartno|man part no|mfrpn|mpartno|
        manufacturer part number 1|manufacturer part #|manufacturer product number|mfg number|manufacturer id|model|model number|model no|
        herstellernummer|herstellerteilenummer|hersteller teilenummer|hersteller nr|hersteller teilenr|hersteller artikelnummer|
        herstellerbezeichnung|typ|typenbezeichnung|typenbezeichner|modell|référence fabricant|ref fabricant|réf fabricant|modèle|
        referencia fabricante|número de parte|numero de parte|número de parte del fabricante|num parte|nº parte|modelo|
        código fabricante|codice produttore|codice fabbricante|modello|número da peça|código do fabricante|
        fabrikantnummer|型号|制造商型号|制造商料号|厂家型号|厂商型号|器件型号|元件型号|制造商编号|制造商零件编号|物料型号|
        型番|品番|メーカー型番|メーカー品番|型式|商品型号""",
    (
        F.NUMBER,
    ): """part number|part no|part nr|part num|partno|partnr|part #|part id|partid|pn|p n|part code|part numbers|
        internal part number|internal pn|ipn|own number|component number|component id|item code|code|stock code|sku|
        drawing number|drawing no|drawing|zeichnungsnummer|zeichnung|zeichnungsnr|teilenummer|teile nr|teilenr|sachnummer|
        artikelnummer|artikelnr|artikel nr|art nr|bauteilnummer|identnummer|materialnummer|
        numéro de pièce|n° pièce|référence pièce|code article|código|codigo|codice|código de pieza|onderdeelnummer|artikelnummer intern|
        料号|物料编码|物料编号|零件号|图号|编码|物料代码|部品番号|図番|コード|部品コード|existing part number""",
    (
        F.SUPPLIER,
    ): """supplier|suppliers|supplier name|supplier 1|vendor|vendors|vendor name|distributor|distributors|source supplier|retailer|
        shop|store|seller|provider|purchased from|bought from|where to buy|local supplier|supplied by|reseller|
        lieferant|lieferanten|lieferantenname|händler|bezugsquelle|anbieter|distributor 1|verkäufer|shop name|
        fournisseur|fournisseurs|vendeur|distributeur|magasin|proveedor|proveedores|vendedor|distribuidor|tienda|
        fornitore|fornitori|distributore|venditore|negozio|fornecedor|fornecedores|loja|leverancier|winkel|
        供应商|供货商|采购渠道|渠道|购买渠道|店铺|仕入先|購入先|サプライヤー|調達先|販売店""",
    (
        F.SUPPLIER_NUMBER,
    ): """supplier part number|supplier part no|supplier part|supplier pn|supplier p n|supplier no|supplier number|
        supplier and ref|supplier ref|supplier part #|supplier code|supplier reference|supplier sku|supplier order number|supplier id|
        vendor part number|vendor part no|vendor part|vendor pn|vendor p n|vendor no|vendor number|vendor part #|vendor sku|vendor ref|vendor code|
        distributor part number|distributor pn|distributor part no|distributor part|distributor number|distributor ref|
        order number|order no|order nr|order code|order id|ordering code|order ref|order #|catalog number|catalogue number|catalog no|catalog|
        cat no|stock number|stock no|supplier part number 1|spn|retailer number|
        lieferantennummer|lieferanten nr|bestellnummer|bestellnr|bestell nr|best nr|bestellcode|lieferantenartikelnummer|
        händlernummer|référence fournisseur|ref fournisseur|réf fournisseur|code commande|n° commande|
        referencia proveedor|código proveedor|código de pedido|codice fornitore|codice ordine|código fornecedor|bestelnummer|
        供应商编号|供应商料号|商城编号|商品编号|订货编号|供应商型号|注文番号|発注コード|
        digikey|digi key|digi-key|mouser|farnell|newark|lcsc|rs|rs components|arrow|tme|reichelt|conrad|jlcpcb|element14|
        avnet|future|seeed sku|seeed|sparkfun|adafruit|mcmaster|mcmaster carr|reichelt de|lcsc part|lcsc part number|lcsc part #|
        lcsc #|jlcpcb part|jlcpcb part #|jlc part|jlc|jlc assembly|asin|lcsc pn|mouser part number""",
    (
        F.MATERIAL,
    ): """material|materials|raw material|material type|stock material|werkstoff|rohstoff|materialien|rohmaterial|werkstoffe|
        matériau|matériaux|matière|materiau|matiere|materiales|materia prima|materiale|materiali|materiais|matéria prima|
        materiaal|材料|材质|材質|素材|用料|filament|filament type""",
    (
        F.PROCESS,
    ): """process|processes|manufacturing process|manufacturing method|production method|production process|fabrication|
        fabrication method|manufacturing|manufacture|method|production|fab method|made by|how made|made how|
        prozess|verfahren|fertigungsverfahren|herstellungsverfahren|fertigung|herstellung|bearbeitung|fertigungsart|
        procédé|procédé de fabrication|méthode de fabrication|mode de fabrication|proceso|proceso de fabricación|fabricación|método de fabricación|
        processo|processo produttivo|lavorazione|produzione|processo de fabricação|processo de fabrico|fabrico|fabricação|
        proces|productieproces|bewerking|工艺|加工|加工工艺|加工方式|制造工艺|加工方法|制作工艺|工序|工程|製法|surface treatment process""",
    (
        F.KIND,
    ): """type|part type|typ art|art|kind|category|categories|part category|component type|item type|class|buy make|make buy|make or buy|
        make buy print|made or bought|bought or made|procurement|procurement type|sourcing|beschaffung|beschaffungsart|kategorie|klasse|teileart|
        eigenfertigung|catégorie|type de pièce|categoría|categoria|tipo|tipología|tipologia|soort|categorie|类型|类别|种类|分类|種類|分類|種別|来源""",
    (
        F.SOURCE,
    ): """file|files|file name|filename|source file|source files|cad file|cad|stl|stl file|stl name|step file|model file|drawing file|path|
        file path|print file|dxf|dxf file|design file|stl filename|3d file|source|quelle|datei|dateiname|quelldatei|cad datei|
        stl datei|fichier|nom du fichier|fichier source|fichiers|archivo|nombre de archivo|fichero|ficheros|archivos|
        file sorgente|nome file|arquivo|nome do arquivo|ficheiro|bestand|bestandsnaam|文件|文件名|图纸|源文件|ファイル|ファイル名|図面""",
    (
        F.PRICE,
    ): """price|prices|unit price|price per unit|price unit|price each|unit cost|cost per unit|cost each|each|price per piece|
        cost per piece|price pc|price pcs|price ea|cost ea|unit costs|cost unit|real price|piece price|price 1|price per|single price|item price|
        item cost|part cost|cost per part|price per part|price per item|cost per item|individual cost|individual price|price item|
        unitprice|unitcost|price one|approx price|approximate price|estimated unit cost|estimated price per unit|list price|
        preis|einzelpreis|stückpreis|preis pro stück|preis stück|preis pro einheit|einheitspreis|stückkosten|preis stk|ep|einzelkosten|kosten pro stück|
        prix|prix unitaire|coût unitaire|cout unitaire|pu|prix u|prix à l unité|prix pièce|
        precio|precio unitario|costo unitario|coste unitario|precio por unidad|precio unidad|precio u|
        prezzo|prezzo unitario|costo unitario|prezzo unit|preço|preço unitário|custo unitário|preco unitario|preço unidade|
        prijs|stukprijs|eenheidsprijs|prijs per stuk|单价|价格|单价 元|售价|参考单价|参考价格|单位价格|単価|価格|値段|unit value""",
    (
        F.PRICE,
        F.TOTAL,
    ): "cost|costs|kosten|coût|cout|costo|coste|custo|estimated price|estimated cost|est cost|approx cost|approximate cost|费用|成本|コスト|euro|eur|usd|gbp",
    (
        F.TOTAL,
    ): """total|totals|total price|total cost|total costs|price total|cost total|extended price|ext price|extended cost|ext cost|line total|
        line price|line cost|subtotal|sub total|sum|sum price|overall price|overall cost|build cost|price for qty needed|price for quantity|
        total value|total amount|amount total|totalprice|totalcost|extended|price qty|
        gesamtpreis|gesamt|gesamtkosten|summe|preis gesamt|kosten gesamt|gp|zwischensumme|betrag|
        prix total|coût total|total ht|total ttc|sous total|montant|somme|precio total|costo total|coste total|importe|suma|
        prezzo totale|costo totale|totale|importo|preço total|custo total|valor total|soma|totaalprijs|totaal|totale prijs|totale kosten|
        总价|合计|金额|小计|总计|总额|总金额|合計|金額|小計|総額|総計""",
    (F.CURRENCY,): "currency|currency code|währung|devise|monnaie|moneda|divisa|valuta|moeda|币种|货币|通貨",
    (
        F.MASS,
    ): """mass|weight|mass per|unit mass|unit weight|mass per unit|weight per unit|mass each|weight each|masse|gewicht|stückgewicht|
        einzelgewicht|poids|masse unitaire|poids unitaire|peso|masa|massa|peso unitario|gewicht per stuk|重量|质量|单重|質量|单件重量""",
    (
        F.MASS_UNIT,
    ): """mass unit|weight unit|unit of mass|unit of weight|masseeinheit|masseneinheit|gewichtseinheit|unité de masse|
        unidad de masa|unità di massa|重量单位|质量单位|質量単位""",
    (F.STANDARD,): "standard|standards|norm|normen|norme|norma|normung|din|iso|din iso|标准|标准号|規格番号|適合規格",
    (
        F.GROUP,
    ): "group|groups|section|subassembly|sub assembly|baugruppe|gruppe|sous ensemble|grupo|gruppo|subconjunto|组件|分组|組立|グループ",
    (
        F.REMARK,
    ): """remark|remarks|comment|comments|note|notes|annotation|annotations|observation|observations|observation 1|obs|obs1|info|
        information|additional information|alternative|alternatives|alternate|usage|used for|purpose|function|use|where used|
        bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|kommentare|notiz|notizen|hinweis|hinweise|zusatz|verwendung|funktion|verwendungszweck|
        remarque|remarques|commentaire|commentaires|utilisation|observación|observaciones|comentario|comentarios|notas|nota|uso|
        osservazioni|note aggiuntive|commento|commenti|utilizzo|observação|observações|comentário|comentários|
        opmerking|opmerkingen|toelichting|notitie|备注|注释|备注说明|用途|注|評注|備考|注記|メモ|コメント|observaciones generales""",
    (
        F.LINK,
    ): """link|links|url|urls|website|web link|weblink|web|suggested url|product link|purchase link|buy link|purchase url|shop link|
        supplier link|vendor link|supplier url|hyperlink|webpage|order link|product url|webseite|produktlink|bestelllink|lien|liens|site|site web|enlace|enlaces|
        vínculo|collegamento|sito|ligação|链接|网址|购买链接|采购链接|链接地址|リンク|購入リンク""",
    (
        F.FOOTPRINT,
    ): """footprint|footprints|package|pcb footprint|case|case package|package footprint|gehäuse|bauform|boîtier|empreinte|encapsulado|huella|
        contenitore|encapsulamento|behuizing|封装|封装形式|元件封装|パッケージ|フットプリント|device|library|libpart|lib part|lib|symbol|library ref|libref|case size""",
    (
        F.NOT_FITTED,
    ): "dnp|dnf|do not populate|do not place|do not fit|not fitted|not populated|nicht bestückt|no montar|non monté|populate no|exclude from bom",
    (
        F.PACKAGE,
    ): """pkg|pkg quantity|pkg qty|qty pkg|pack quantity|pack size|qty per pack|quantity per package|package quantity|pkgs|pkg price|price pkg|
        price per package|price per pkg|price per pack|pack price|package price|packs|qty pack|packs needed|packages|moq|min qty|minimum order|
        min order qty|stock|in stock|on hand|available|availability|verpackungseinheit|vpe|packungsgröße|packungspreis|mindestmenge|lagerbestand|bestand|
        gram|price gram|price per gram|spare|spares|extra qty|ordered|qty ordered|have|status|lead time|delivery time|最小包装|库存""",
    (
        F.OTHER,
    ): """datasheet|data sheet|datenblatt|picture|image|photo|thumbnail|thumbnail image|bild|foto|image url|version|revision|rev|date|
        dimensions|dimension|size|abmessungen|maße|größe|tolerance|voltage|power|color|colour|farbe|finish|surface|oberfläche|level|layer|side|
        x|y|rotation|config|variant|license|licence|rohs|mounting|mount type|print time|print time hr min|print time min|owner|responsible|
        checked|done|assembled|数据手册|图片|尺寸|颜色|表面处理|版本|sheet|alternate mpn|seeed|thickness|length|width|height|länge|breite|höhe|dicke|
        total mass|total weight|totalmass|gesamtgewicht|总重|fields|tool|tools""",
}
